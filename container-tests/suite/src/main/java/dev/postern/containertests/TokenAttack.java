package dev.postern.containertests;

import static dev.postern.containertests.TestKeys.base64Url;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/**
 * The tokens an attacker sends. He knows the published key and every rule; where a rule about
 * claims is tried, he is given the private key too, so that nothing but that rule refuses him.
 */
final class TokenAttack {

  private final TestKeys keys;
  private final String app;
  private final Instant now = Clock.systemUTC().instant();

  TokenAttack(TestKeys keys, String app) {
    this.keys = keys;
    this.app = app;
  }

  /** Good in every respect: the others differ from it in one thing each. */
  String good() {
    return keys.sign(header(), claims(Map.of()));
  }

  /** All of them, by what the attacker does. */
  Map<String, String> all(String fetchTarget) {
    Map<String, String> attacks = new LinkedHashMap<>();
    attacks.putAll(algorithms());
    attacks.putAll(keysOfHisOwn(fetchTarget));
    attacks.putAll(signatures());
    attacks.putAll(headers());
    attacks.putAll(wrongClaims());
    attacks.putAll(spellings());
    return attacks;
  }

  /** Says that there is no signature, or that it is one he can make (BCP-1, BCP-2). */
  private Map<String, String> algorithms() {
    Map<String, String> attacks = new LinkedHashMap<>();
    for (String name :
        new String[] {"none", "None", "nOnE", "NONE", "", "es256", "HS256", "RS256"}) {
      attacks.put("alg " + name + " unsigned", unsigned(header("alg", quoted(name))));
    }
    attacks.put("alg missing", unsigned("{\"typ\":\"at+jwt\",\"kid\":\"" + keys.keyId() + "\"}"));
    attacks.put("alg array", unsigned(header("alg", "[\"ES256\"]")));
    attacks.put("alg null", unsigned(header("alg", "null")));
    byte[] publicKey = keys.key().getPublicKey().getEncoded();
    String publicJwk = keys.key().toJson(OutputControlLevel.PUBLIC_ONLY);
    attacks.put("HS256 with the public key", hmac(publicKey));
    attacks.put("HS256 with the public PEM", hmac(pem(publicKey)));
    attacks.put("HS256 with the public JWK", hmac(publicJwk.getBytes(StandardCharsets.UTF_8)));
    attacks.put("HS256 with one zero byte", hmac(new byte[1]));
    return attacks;
  }

  /** Brings his own key along, or says where to fetch it (BCP-11). */
  private Map<String, String> keysOfHisOwn(String fetchTarget) {
    EllipticCurveJsonWebKey his = TestKeys.newKey();
    String jwk = his.toJson(OutputControlLevel.PUBLIC_ONLY);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("key of his own", header());
    headers.put("jwk", header("jwk", jwk));
    headers.put("jku", header("jku", quoted(fetchTarget)));
    headers.put("x5u", header("x5u", quoted(fetchTarget)));
    headers.put("x5c", header("x5c", "[\"MIIB\"]"));
    headers.put("kid file", header("kid", quoted("../../../../../../dev/null")));
    headers.put("kid address", header("kid", quoted(fetchTarget)));
    headers.put("kid sql", header("kid", quoted("x' UNION SELECT 'AA")));
    headers.put("kid log line", header("kid", quoted("x\\r\\nevent=forged")));
    headers.put("kid huge", header("kid", quoted("k".repeat(4000))));
    headers.put("kid number", header("kid", "1"));
    return headers.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> TestKeys.signWith(his.getPrivateKey(), e.getValue(), claims(Map.of()))));
  }

  private Map<String, String> signatures() {
    String good = good();
    String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
    byte[] signature = Base64.getUrlDecoder().decode(good.substring(unsigned.length()));
    String otherPayload = base64Url(claims(Map.of("roles", "[\"admin\"]")));
    Map<String, String> attacks = new LinkedHashMap<>();
    attacks.put("signature empty", unsigned);
    attacks.put("signature of zeros (CVE-2022-21449)", unsigned + base64Url(new byte[64]));
    attacks.put("signature short", unsigned + base64Url(Arrays.copyOf(signature, 63)));
    attacks.put("signature long", unsigned + base64Url(Arrays.copyOf(signature, 65)));
    attacks.put("signature mirrored", unsigned + base64Url(TestKeys.mirrored(signature))); // JWT-9
    attacks.put(
        "payload replaced",
        good.substring(0, good.indexOf('.') + 1)
            + otherPayload
            + good.substring(unsigned.length() - 1));
    return attacks;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("typ missing", "{\"alg\":\"ES256\",\"kid\":\"" + keys.keyId() + "\"}");
    headers.put("typ JWT", header("typ", quoted("JWT")));
    headers.put("typ of a session", header("typ", quoted("postern-session+jwt"))); // BCP-12
    headers.put("crit unknown", header("crit", "[\"exp\"]")); // JWT-7
    headers.put("crit empty", header("crit", "[]"));
    headers.put("b64 false", header("b64", "false")); // JWT-8
    headers.put("zip", header("zip", quoted("DEF"))); // BCP-7
    headers.put("member twice", header().replaceFirst("\\{", "{\"typ\":\"at+jwt\",")); // JWT-1
    headers.put(
        "member twice, escaped", header().replaceFirst("\\{", "{\"\\\\u0061lg\":\"none\","));
    headers.put("no JSON", "at+jwt");
    headers.put("array", "[" + header() + "]");
    headers.put("deep", "{\"alg\":" + "[".repeat(3000) + "]".repeat(3000) + "}");
    return headers.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, e -> keys.sign(e.getValue(), claims(Map.of()))));
  }

  private Map<String, String> wrongClaims() {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("expired", claims(Map.of("exp", seconds(-60), "iat", seconds(-300))));
    claims.put("exp missing", claims(Map.of("exp", "")));
    claims.put("exp text", claims(Map.of("exp", quoted(seconds(60))))); // JWT-2
    claims.put("exp endless", claims(Map.of("exp", "1e999")));
    claims.put("exp negative", claims(Map.of("exp", "-1")));
    claims.put("exp in a century", claims(Map.of("exp", "4918838400"))); // JWT-4
    claims.put("nbf in an hour", claims(Map.of("nbf", seconds(3600)))); // JWT-3
    claims.put("iat in an hour", claims(Map.of("iat", seconds(3600), "exp", seconds(3700))));
    claims.put("iss of another", claims(Map.of("iss", quoted("https://evil.example.org"))));
    claims.put(
        "iss in other case", claims(Map.of("iss", quoted(app.toUpperCase(Locale.ROOT))))); // JWT-5
    claims.put("aud of another", claims(Map.of("aud", quoted("another"))));
    claims.put("aud missing", claims(Map.of("aud", "")));
    claims.put("sub missing", claims(Map.of("sub", "")));
    claims.put("sub with a line break", claims(Map.of("sub", quoted("ada\\nevent=forged"))));
    claims.put("sub array", claims(Map.of("sub", "[\"ada\"]")));
    claims.put("jti missing", claims(Map.of("jti", "")));
    claims.put("claim twice", claims(Map.of()).replaceFirst("\\{", "{\"sub\":\"odo\","));
    claims.put("lone surrogate", claims(Map.of("sub", quoted("\\ud800"))));
    claims.put("deep", claims(Map.of("x", "[".repeat(2000) + "]".repeat(2000))));
    claims.put("roles text", claims(Map.of("roles", quoted("admin"))));
    return claims.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> keys.sign(header(), e.getValue())));
  }

  /** Other texts for the same bytes, so that a list of revoked texts would miss them (JWT-6). */
  private Map<String, String> spellings() {
    String good = good();
    Map<String, String> attacks = new LinkedHashMap<>();
    attacks.put("padding", good + "==");
    attacks.put("spare bits", good.substring(0, good.length() - 1) + spareBit(good));
    attacks.put("empty part", good.replaceFirst("\\.", ".."));
    attacks.put("fourth part", good + ".e30");
    attacks.put("five parts", good + ".e30.e30");
    attacks.put("two parts", good.substring(0, good.lastIndexOf('.')));
    attacks.put("dots", "..");
    attacks.put("huge", good + "A".repeat(7000));
    attacks.put("json form", base64Url("{\"payload\":\"e30\",\"signatures\":[]}"));
    return attacks;
  }

  /** The last character carries bits that no byte needs; a lax decoder drops them. */
  private static char spareBit(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return alphabet.charAt(alphabet.indexOf(token.charAt(token.length() - 1)) + 1);
  }

  private String header() {
    return header("typ", quoted("at+jwt"));
  }

  /** The usual header with one member more, or another value for one. */
  private String header(String name, String json) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("alg", quoted("ES256"));
    members.put("typ", quoted("at+jwt"));
    members.put("kid", quoted(keys.keyId()));
    members.put(name, json);
    return object(members);
  }

  /** The usual claims with other values; an empty one leaves the claim out. */
  String claims(Map<String, String> different) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("iss", quoted(app));
    members.put("aud", quoted(app));
    members.put("sub", quoted("ada"));
    members.put("client_id", quoted(app));
    members.put("jti", quoted("id-" + Long.toHexString(System.nanoTime())));
    members.put("iat", seconds(0));
    members.put("exp", seconds(120));
    members.put("auth_time", seconds(0));
    members.put("roles", "[\"customer\"]");
    members.putAll(different);
    members.values().removeIf(String::isEmpty);
    return object(members);
  }

  private String unsigned(String header) {
    return base64Url(header) + "." + base64Url(claims(Map.of())) + ".";
  }

  private String hmac(byte[] secret) {
    try {
      String input = unsigned(header("alg", quoted("HS256")));
      String signed = input.substring(0, input.length() - 1);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return input + base64Url(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] pem(byte[] der) {
    String text =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private String seconds(long fromNow) {
    return Long.toString(now.getEpochSecond() + fromNow);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
