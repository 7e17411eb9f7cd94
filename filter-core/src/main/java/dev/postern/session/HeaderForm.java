package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.session.codec.ByteReader;
import dev.postern.session.codec.ByteWriter;
import dev.postern.session.codec.MalformedBytesException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The schema of a header's bytes. It names no class, so that a login survives every redeployment.
 * Version 1 is: record id, creation, whether there is an identity, and if so name, roles, scopes,
 * claims as JSON, time of authentication, methods, context class. Version 2 adds whether the login
 * is known, and if so label and address of the device, and the time. Version 3 adds when the
 * identity was revised, and is written only if it was. Stateless and thread-safe.
 */
final class HeaderForm {

  static final int VERSION = 3;

  private static final int WITHOUT_LOGIN = 1;
  private static final int NOT_REVISED = 2;

  private HeaderForm() {}

  /**
   * The bytes of a header.
   *
   * @throws IllegalArgumentException if a claim is nothing that JSON can carry
   * @throws IllegalStateException if the identity has more than 256 KiB
   */
  static byte[] write(SessionHeader header) {
    ByteWriter out = new ByteWriter(IdentityForm.MAX_BYTES);
    out.write(header.revisedAt().isPresent() ? VERSION : NOT_REVISED);
    out.text(header.recordId().value());
    IdentityForm.instant(header.createdAt(), out);
    out.write(header.identity().isPresent() ? 1 : 0);
    header.identity().ifPresent(identity -> IdentityForm.write(identity, out));
    out.write(header.login().isPresent() ? 1 : 0);
    header.login().ifPresent(login -> login(login, out));
    header.revisedAt().ifPresent(at -> IdentityForm.instant(at, out));
    return out.toByteArray();
  }

  /** Whether a later version of this library wrote these bytes. */
  static boolean isNewer(byte[] bytes) {
    return bytes.length > 0 && bytes[0] > VERSION;
  }

  /**
   * Takes every field or none: a header that misses one is no header.
   *
   * @throws MalformedBytesException for anything else
   */
  static SessionHeader read(byte[] bytes) throws MalformedBytesException {
    ByteReader in = new ByteReader(bytes);
    int version = in.uint8();
    if (version < WITHOUT_LOGIN || version > VERSION) {
      throw new MalformedBytesException("The version of a header is unknown.");
    }
    try {
      RecordId recordId = new RecordId(in.text());
      Instant createdAt = IdentityForm.instant(in);
      Optional<Identity> identity =
          flag(in) ? Optional.of(IdentityForm.read(in)) : Optional.empty();
      Optional<Login> login =
          version != WITHOUT_LOGIN && flag(in) ? Optional.of(login(in)) : Optional.empty();
      Optional<Instant> revisedAt =
          version == VERSION ? Optional.of(IdentityForm.instant(in)) : Optional.empty();
      in.requireEnd();
      return new SessionHeader(recordId, identity, createdAt, login, revisedAt);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedBytesException("A field of a header is out of its bounds.", e);
    }
  }

  private static void login(Login login, ByteWriter out) {
    out.text(login.device().label());
    out.text(login.device().address());
    IdentityForm.instant(login.at(), out);
  }

  private static Login login(ByteReader in) throws MalformedBytesException {
    Device device = new Device(in.text(), in.text());
    return new Login(device, IdentityForm.instant(in));
  }

  private static boolean flag(ByteReader in) throws MalformedBytesException {
    return in.uint8() != 0;
  }
}
