package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a real OpenID provider answered once, word for word but for its address, its signing key and
 * the times in its tokens. Which one it was and when stands in the resource. Immutable.
 */
final class CapturedIssuer {

  private static final List<String> TIMES = List.of("iat", "exp", "nbf", "auth_time");

  private final String text;
  private final Map<String, Object> original;
  private final String origin;

  private CapturedIssuer(String text) throws JsonException {
    this.text = text;
    this.original = Json.readObject(text);
    this.origin = text(original, "origin");
  }

  /** Named as its resource is. */
  static CapturedIssuer named(String name) throws IOException {
    try (InputStream in =
        requireNonNull(CapturedIssuer.class.getResourceAsStream(name + ".json"))) {
      return new CapturedIssuer(new String(in.readAllBytes(), UTF_8));
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the issuer's address. */
  String path() {
    return URI.create(text(member(original, "discovery"), "issuer")).getPath();
  }

  /** Of the address of its keys. */
  String keysPath() {
    return URI.create(text(member(original, "discovery"), "jwks_uri")).getPath();
  }

  /** The id of the key that signs. */
  String keyId() {
    return entries(original).stream()
        .filter(entry -> "sig".equals(entry.get("use")))
        .map(entry -> text(entry, "kid"))
        .findFirst()
        .orElseThrow();
  }

  Map<String, Object> discovery(String at) {
    return member(movedTo(at), "discovery");
  }

  /** With these members in the key that signs. */
  List<Map<String, Object>> keys(Map<String, Object> own) {
    return entries(original).stream()
        .map(
            entry -> {
              Map<String, Object> shown = new LinkedHashMap<>(entry);
              if (keyId().equals(entry.get("kid"))) {
                shown.putAll(own);
              }
              return shown;
            })
        .toList();
  }

  Map<String, Object> header(String token) {
    return new LinkedHashMap<>(member(member(original, token), "header"));
  }

  /** Issued at this instant, for as long as the original. */
  Map<String, Object> claims(String token, String at, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>(member(member(movedTo(at), token), "claims"));
    long later = now.getEpochSecond() - seconds(requireNonNull(claims.get("iat")));
    TIMES.forEach(name -> claims.computeIfPresent(name, (key, time) -> seconds(time) + later));
    return claims;
  }

  private Map<String, Object> movedTo(String at) {
    try {
      return Json.readObject(text.replace(origin, at));
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long seconds(Object time) {
    return ((Number) time).longValue();
  }

  private static String text(Map<String, Object> all, String name) {
    return (String) requireNonNull(all.get(name));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> entries(Map<String, Object> all) {
    return (List<Map<String, Object>>) requireNonNull(member(all, "jwks").get("keys"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> member(Map<String, Object> all, String name) {
    return (Map<String, Object>) requireNonNull(all.get(name));
  }
}
