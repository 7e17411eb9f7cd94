package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.json.Json;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client proves itself with (RFC 7523), or that it has a key (RFC 9449), good at first, and
 * then as wrong as an attacker wants it. Made with the JDK alone, so that nothing keeps it from
 * being wrong. Not thread-safe.
 */
final class AssertionMaker {

  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();

  AssertionMaker(String client, String keyId, String audience, Instant now) {
    header.put("alg", "ES256");
    header.put("kid", keyId);
    claims.put("iss", client);
    claims.put("sub", client);
    claims.put("aud", audience);
    claims.put("iat", now.getEpochSecond());
    // Almost the longest there may be, since a build machine may stall.
    claims.put("exp", now.plusSeconds(240).getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
  }

  private AssertionMaker() {}

  /** A DPoP proof for a request without an access token. */
  static AssertionMaker proof(KeyPair pair, String method, String address, Instant now) {
    AssertionMaker maker = new AssertionMaker();
    maker.header.put("typ", "dpop+jwt");
    maker.header.put("alg", "ES256");
    maker.header.put("jwk", ClientKeys.publicJwk(pair));
    maker.claims.put("jti", UUID.randomUUID().toString());
    maker.claims.put("htm", method);
    maker.claims.put("htu", address);
    maker.claims.put("iat", now.getEpochSecond());
    return maker;
  }

  /** For a request with this one. */
  AssertionMaker forToken(String accessToken) throws Exception {
    return claim(
        "ath", encode(MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(UTF_8))));
  }

  AssertionMaker header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  AssertionMaker withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  AssertionMaker claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  AssertionMaker without(String name) {
    claims.remove(name);
    return this;
  }

  String signed(KeyPair pair) throws Exception {
    return signed(pair.getPrivate(), "SHA256withECDSAinP1363Format", Json.write(claims));
  }

  String signed(PrivateKey key, String algorithm) throws Exception {
    return signed(key, algorithm, Json.write(claims));
  }

  /** With these claims, to the letter. */
  String signed(KeyPair pair, String json) throws Exception {
    return signed(pair.getPrivate(), "SHA256withECDSAinP1363Format", json);
  }

  /** The claims as they would be signed. */
  String json() {
    return Json.write(claims);
  }

  String mac(byte[] key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String text = text(Json.write(claims));
    return text + "." + encode(mac.doFinal(text.getBytes(UTF_8)));
  }

  String with(byte[] signature) {
    return text(Json.write(claims)) + "." + encode(signature);
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String signed(PrivateKey key, String algorithm, String json) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    String text = text(json);
    signature.update(text.getBytes(UTF_8));
    return text + "." + encode(signature.sign());
  }

  private String text(String json) {
    return encode(Json.write(header).getBytes(UTF_8)) + "." + encode(json.getBytes(UTF_8));
  }
}
