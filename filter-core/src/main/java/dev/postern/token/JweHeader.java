package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of an encrypted token: what {@link TokenHeader} asks, and with ECDH-ES the sender's
 * point, which is one of P-256 and nothing else (RFC 7518 section 4.6.1.1): with points of another
 * curve a sender learns the private key bit by bit (RFC 8725 section 2.5).
 *
 * @param json as it was received
 */
record JweHeader(JweMethod method, String keyId, String json) {

  private static final String CONTENT = "JWT";
  private static final String POINT = "epk";
  private static final Set<String> POINT_MEMBERS = Set.of("kty", "crv", "x", "y");

  static JweHeader parse(byte[] json, Set<JweMethod> accepted) throws RefusedTokenException {
    Map<String, Object> members = members(json);
    @Nullable Object point = members.remove(POINT);
    TokenHeader header = TokenHeader.checked(members, TokenHeader.ENCRYPTED);
    JweMethod method =
        JweMethod.named(header.member("alg"), header.member("enc"))
            .filter(accepted::contains)
            .orElseThrow(() -> new RefusedTokenException(JwtProblem.WRONG_ALGORITHM));
    boolean agrees = method.algorithm() == JweAlgorithm.ECDH_ES_A256KW;
    if (!header.member("cty").equals(CONTENT) || (agrees ? !isOnCurve(point) : point != null)) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
    return new JweHeader(method, header.member("kid"), new String(json, UTF_8));
  }

  private static Map<String, Object> members(byte[] json) throws RefusedTokenException {
    try {
      return new LinkedHashMap<>(Json.readObject(json));
    } catch (JsonException e) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
  }

  private static boolean isOnCurve(@Nullable Object point) {
    return point instanceof Map<?, ?> jwk
        && jwk.keySet().equals(POINT_MEMBERS)
        && "EC".equals(jwk.get("kty"))
        && "P-256".equals(jwk.get("crv"))
        && P256.isPoint(coordinate(jwk.get("x")), coordinate(jwk.get("y")));
  }

  private static byte[] coordinate(@Nullable Object text) {
    Optional<byte[]> bytes =
        text instanceof String base64 ? Base64Url.decode(base64) : Optional.empty();
    return bytes.orElse(new byte[0]);
  }
}
