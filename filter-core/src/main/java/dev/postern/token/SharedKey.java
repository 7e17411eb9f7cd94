package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.json.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A signing key that nodes share. Shows nothing of its private half.
 *
 * @param jwk all members, private ones too, and {@code nbf}
 * @param entry what the ring holds of it
 */
record SharedKey(Map<String, Object> jwk, RingEntry entry) {

  static SharedKey generate(JwsAlgorithm algorithm, Instant signsFrom, SecureRandom random) {
    Map<String, Object> jwk = NewJwk.generate(algorithm, random);
    Instant whole = signsFrom.truncatedTo(ChronoUnit.SECONDS);
    // Later than asked rather than earlier: it is published for the whole time.
    Instant notBefore = whole.equals(signsFrom) ? whole : whole.plusSeconds(1);
    jwk.put("alg", algorithm.headerName());
    jwk.put("nbf", notBefore.getEpochSecond());
    return read(jwk, algorithm);
  }

  /**
   * Reads what {@link #jwk} holds.
   *
   * @throws InvalidKeysException if it is no such key
   */
  static SharedKey read(Map<String, Object> jwk, JwsAlgorithm algorithm) {
    KeyFile file = new JwkReader("shared", algorithm).read(Json.write(jwk).getBytes(UTF_8));
    RingEntry entry =
        new RingEntry(file.key(), file.notBefore().orElse(RingEntry.UNKNOWN), Optional.empty());
    return new SharedKey(jwk, entry);
  }

  String id() {
    return entry.key().id();
  }

  Instant signsFrom() {
    return entry.signsFrom();
  }

  @Override
  public String toString() {
    return "SharedKey[" + id() + " signsFrom=" + signsFrom() + "]";
  }
}
