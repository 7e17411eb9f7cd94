package dev.postern.grant;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.IdentityForm;
import dev.postern.session.RecordId;
import dev.postern.session.codec.ByteReader;
import dev.postern.session.codec.ByteWriter;
import dev.postern.session.codec.MalformedBytesException;
import dev.postern.store.StoredValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The schema of a grant's bytes. Version 1 is: handle, client, audience, label and address of the
 * device, login, identity and as of when, hash of the current token, whether there was a rotation,
 * and if so hash of the previous token, time, sealed successor. Version 2 has after the audience
 * what its holder has to show; it is written only where that is something, so that nodes of the
 * release before take no grant for one that is good without, and read all others. Stateless and
 * thread-safe.
 */
final class GrantForm {

  static final int VERSION = 2;

  private static final int UNBOUND = 1;

  private GrantForm() {}

  /**
   * The bytes of a grant.
   *
   * @throws IllegalArgumentException if a claim is nothing that JSON can carry
   * @throws IllegalStateException if the identity has more than 256 KiB
   */
  static byte[] write(GrantState grant) {
    ByteWriter out = new ByteWriter(IdentityForm.MAX_BYTES);
    Set<String> proofs = grant.holder().proofs();
    out.write(proofs.isEmpty() ? UNBOUND : VERSION);
    out.text(grant.handle().value());
    out.text(grant.holder().client());
    out.text(grant.holder().audience());
    if (!proofs.isEmpty()) {
      out.size(proofs.size());
      proofs.stream().sorted().forEach(out::text);
    }
    out.text(grant.device().label());
    out.text(grant.device().address());
    IdentityForm.instant(grant.loggedInAt(), out);
    IdentityForm.write(grant.identity(), out);
    IdentityForm.instant(grant.identityAsOf(), out);
    out.text(grant.current().digest());
    out.write(grant.last().isPresent() ? 1 : 0);
    grant.last().ifPresent(rotation -> rotation(rotation, out));
    return out.toByteArray();
  }

  /** Whether a later version of this library wrote these bytes. */
  static boolean isNewer(byte[] bytes) {
    return bytes.length > 0 && bytes[0] > VERSION;
  }

  /**
   * Takes every field or none.
   *
   * @throws MalformedBytesException for anything else
   */
  static GrantState read(byte[] bytes) throws MalformedBytesException {
    ByteReader in = new ByteReader(bytes);
    int version = in.uint8();
    if (version != VERSION && version != UNBOUND) {
      throw new MalformedBytesException("The version of a grant is unknown.");
    }
    try {
      RecordId handle = new RecordId(in.text());
      Holder holder = new Holder(in.text(), in.text(), version == UNBOUND ? Set.of() : proofs(in));
      Device device = new Device(in.text(), in.text());
      Instant loggedInAt = IdentityForm.instant(in);
      Identity identity = IdentityForm.read(in);
      Instant asOf = IdentityForm.instant(in);
      TokenHash current = new TokenHash(in.text());
      Optional<Rotation> last = in.uint8() == 0 ? Optional.empty() : Optional.of(rotation(in));
      in.requireEnd();
      return new GrantState(handle, holder, device, loggedInAt, identity, asOf, current, last);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedBytesException("A field of a grant is out of its bounds.", e);
    }
  }

  /** A grant of this version that is bound to nothing would be anybody's. */
  private static Set<String> proofs(ByteReader in) throws MalformedBytesException {
    int size = in.size();
    if (size == 0) {
      throw new MalformedBytesException("A bound grant is bound to nothing.");
    }
    Set<String> proofs = new HashSet<>();
    for (int i = 0; i < size; i++) {
      proofs.add(in.text());
    }
    return proofs;
  }

  private static void rotation(Rotation rotation, ByteWriter out) {
    out.text(rotation.previous().digest());
    IdentityForm.instant(rotation.at(), out);
    out.bytes(rotation.successor().toByteArray());
  }

  private static Rotation rotation(ByteReader in) throws MalformedBytesException {
    return new Rotation(
        new TokenHash(in.text()), IdentityForm.instant(in), new StoredValue.Bytes(in.bytes()));
  }
}
