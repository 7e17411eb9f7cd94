package dev.postern.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.identity.Identity;
import dev.postern.json.Json;
import dev.postern.json.JsonException;
import dev.postern.json.JsonLimits;
import dev.postern.session.codec.ByteReader;
import dev.postern.session.codec.ByteWriter;
import dev.postern.session.codec.MalformedBytesException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schema of a header's bytes. It names no class, so that a login survives every redeployment.
 * Version 1 is: record id, creation, whether there is an identity, and if so name, roles, scopes,
 * claims as JSON, time of authentication, methods, context class. Version 2 adds whether the login
 * is known, and if so label and address of the device, and the time. Stateless and thread-safe.
 */
final class HeaderForm {

  static final int VERSION = 2;

  private static final int WITHOUT_LOGIN = 1;

  private static final int MAX_BYTES = 256 * 1024;

  /** As deep as JSON goes; as wide as it fits. */
  private static final JsonLimits CLAIMS = new JsonLimits(64, MAX_BYTES);

  private HeaderForm() {}

  /**
   * The bytes of a header.
   *
   * @throws IllegalArgumentException if a claim is nothing that JSON can carry
   * @throws IllegalStateException if the identity has more than 256 KiB
   */
  static byte[] write(SessionHeader header) {
    ByteWriter out = new ByteWriter(MAX_BYTES);
    out.write(VERSION);
    out.text(header.recordId().value());
    instant(header.createdAt(), out);
    out.write(header.identity().isPresent() ? 1 : 0);
    header.identity().ifPresent(identity -> identity(identity, out));
    out.write(header.login().isPresent() ? 1 : 0);
    header.login().ifPresent(login -> login(login, out));
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
    if (version != VERSION && version != WITHOUT_LOGIN) {
      throw new MalformedBytesException("The version of a header is unknown.");
    }
    try {
      RecordId recordId = new RecordId(in.text());
      Instant createdAt = instant(in);
      Optional<Identity> identity = flag(in) ? Optional.of(identity(in)) : Optional.empty();
      Optional<Login> login =
          version != WITHOUT_LOGIN && flag(in) ? Optional.of(login(in)) : Optional.empty();
      in.requireEnd();
      return new SessionHeader(recordId, identity, createdAt, login);
    } catch (IllegalArgumentException | DateTimeException | JsonException e) {
      throw new MalformedBytesException("A field of a header is out of its bounds.", e);
    }
  }

  private static void identity(Identity identity, ByteWriter out) {
    out.text(identity.name());
    texts(identity.roles(), out);
    texts(identity.scopes(), out);
    out.bytes(Json.write(identity.claims()).getBytes(UTF_8));
    instant(identity.authenticatedAt(), out);
    texts(identity.methods(), out);
    out.write(identity.contextClass().isPresent() ? 1 : 0);
    identity.contextClass().ifPresent(out::text);
  }

  private static Identity identity(ByteReader in) throws MalformedBytesException, JsonException {
    String name = in.text();
    List<String> roles = texts(in);
    List<String> scopes = texts(in);
    Map<String, Object> claims = Json.readObject(in.bytes(), CLAIMS);
    Instant authenticatedAt = instant(in);
    List<String> methods = texts(in);
    Optional<String> contextClass = flag(in) ? Optional.of(in.text()) : Optional.empty();
    return new Identity(
        name,
        new HashSet<>(roles),
        new HashSet<>(scopes),
        claims,
        authenticatedAt,
        methods,
        contextClass);
  }

  private static void login(Login login, ByteWriter out) {
    out.text(login.device().label());
    out.text(login.device().address());
    instant(login.at(), out);
  }

  private static Login login(ByteReader in) throws MalformedBytesException {
    Device device = new Device(in.text(), in.text());
    return new Login(device, instant(in));
  }

  private static void instant(Instant instant, ByteWriter out) {
    out.int64(instant.getEpochSecond());
    out.int32(instant.getNano());
  }

  private static Instant instant(ByteReader in) throws MalformedBytesException {
    return Instant.ofEpochSecond(in.int64(), in.int32());
  }

  private static boolean flag(ByteReader in) throws MalformedBytesException {
    return in.uint8() != 0;
  }

  private static void texts(Collection<String> texts, ByteWriter out) {
    out.size(texts.size());
    texts.forEach(out::text);
  }

  private static List<String> texts(ByteReader in) throws MalformedBytesException {
    int size = in.size();
    List<String> texts = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      texts.add(in.text());
    }
    return texts;
  }
}
