package dev.postern.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.identity.Identity;
import dev.postern.json.Json;
import dev.postern.json.JsonException;
import dev.postern.json.JsonLimits;
import dev.postern.session.codec.ByteReader;
import dev.postern.session.codec.ByteWriter;
import dev.postern.session.codec.MalformedBytesException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An identity as it stands in the bytes of a record: name, roles, scopes, claims as JSON, time of
 * authentication, methods, context class. It names no class, so that a login survives every
 * redeployment. Stateless and thread-safe.
 */
public final class IdentityForm {

  /** As many bytes as a record of one has at most. */
  public static final int MAX_BYTES = 256 * 1024;

  /** As deep as JSON goes; as wide as it fits. */
  private static final JsonLimits CLAIMS = new JsonLimits(64, MAX_BYTES);

  private IdentityForm() {}

  /**
   * Appends an identity.
   *
   * @throws IllegalArgumentException if a claim is nothing that JSON can carry
   * @throws IllegalStateException if it has more bytes than the writer takes
   */
  public static void write(Identity identity, ByteWriter out) {
    out.text(identity.name());
    texts(identity.roles(), out);
    texts(identity.scopes(), out);
    out.bytes(Json.write(identity.claims()).getBytes(UTF_8));
    instant(identity.authenticatedAt(), out);
    texts(identity.methods(), out);
    out.write(identity.contextClass().isPresent() ? 1 : 0);
    identity.contextClass().ifPresent(out::text);
  }

  /**
   * The identity that begins here.
   *
   * @throws MalformedBytesException if the bytes end too early or its claims are no JSON
   * @throws IllegalArgumentException if no identity can be like this
   */
  public static Identity read(ByteReader in) throws MalformedBytesException {
    String name = in.text();
    List<String> roles = texts(in);
    List<String> scopes = texts(in);
    Map<String, Object> claims = claims(in.bytes());
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

  /** Appends an instant, to the nanosecond. */
  public static void instant(Instant instant, ByteWriter out) {
    out.int64(instant.getEpochSecond());
    out.int32(instant.getNano());
  }

  /**
   * The instant that begins here.
   *
   * @throws MalformedBytesException if the bytes end too early
   * @throws java.time.DateTimeException if there is no such instant
   */
  public static Instant instant(ByteReader in) throws MalformedBytesException {
    return Instant.ofEpochSecond(in.int64(), in.int32());
  }

  private static boolean flag(ByteReader in) throws MalformedBytesException {
    return in.uint8() != 0;
  }

  private static Map<String, Object> claims(byte[] json) throws MalformedBytesException {
    try {
      return Json.readObject(json, CLAIMS);
    } catch (JsonException e) {
      throw new MalformedBytesException("The claims of an identity are no JSON.", e);
    }
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
