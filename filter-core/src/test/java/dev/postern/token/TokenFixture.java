package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A ring, its issuer and verifier, and the tools of whoever forges tokens. */
final class TokenFixture {

  static final SecureRandom RANDOM = new SecureRandom();
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final Map<String, Object> ALICE = Map.of("sub", "alice", "client_id", "parcels");

  final KeyRing ring;
  final JwtIssuer issuer;
  final JwtVerifier verifier;

  TokenFixture(KeyRing ring, TokenFormat format) {
    this.ring = ring;
    this.issuer = new JwtIssuer(ring, profile(format), RANDOM);
    this.verifier = new JwtVerifier(ring, profile(format));
  }

  /** Encrypting with one method and accepting no other. */
  TokenFixture(KeyRing ring, JweMethods methods) {
    JwtProfile plain = profile(TokenFormat.JWE);
    JwtProfile profile =
        new JwtProfile(
            plain.issuer(),
            plain.audience(),
            plain.clockSkew(),
            plain.maxLifetime(),
            TokenFormat.JWE,
            methods,
            plain.maxLength());
    this.ring = ring;
    this.issuer = new JwtIssuer(ring, profile, RANDOM);
    this.verifier = new JwtVerifier(ring, profile);
  }

  static TokenFixture signing(JwsAlgorithm algorithm) {
    return new TokenFixture(KeyRing.ephemeral(algorithm, RANDOM), TokenFormat.JWS);
  }

  static JwtProfile profile(TokenFormat format) {
    return new JwtProfile(
        "https://issuer.example",
        "parcels",
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        format,
        8192);
  }

  /** A good access token for alice, valid for five minutes from {@link #NOW}. */
  String token() {
    return issuer.issue(TokenType.ACCESS, ALICE, NOW, NOW.plusSeconds(300)).text();
  }

  JwtResult verify(String token) {
    return verify(token, NOW);
  }

  JwtResult verify(String token, Instant now) {
    return verifier.verify(token, TokenType.ACCESS, now);
  }

  /** A good header, to be changed; its names in the order of the argument. */
  Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", ring.signingKey(NOW).algorithm().headerName());
    header.put("typ", "at+jwt");
    header.put("kid", ring.signingKey(NOW).id());
    return header;
  }

  /** The claims of a good token, to be changed. */
  Map<String, Object> claims() throws JsonException {
    return new LinkedHashMap<>(Json.readObject(Base64Url.decode(part(token(), 1)).orElseThrow()));
  }

  /** Signed with our own key, whatever header and claims say. */
  String sign(Map<String, Object> header, String claims) throws GeneralSecurityException {
    String input = input(Json.write(header), claims);
    Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
    signer.initSign((PrivateKey) ring.signingKey(NOW).signing().orElseThrow());
    signer.update(input.getBytes(UTF_8));
    return input + "." + Base64Url.encode(EcdsaSignature.lower(signer.sign()));
  }

  String sign(Map<String, Object> header, Map<String, Object> claims)
      throws GeneralSecurityException {
    return sign(header, Json.write(claims));
  }

  static String input(String header, String claims) {
    return Base64Url.encode(header.getBytes(UTF_8))
        + "."
        + Base64Url.encode(claims.getBytes(UTF_8));
  }

  static byte[] hmac(byte[] key, String input) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(input.getBytes(UTF_8));
  }

  static String part(String token, int index) {
    return token.split("\\.", -1)[index];
  }
}
