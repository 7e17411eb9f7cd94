package dev.postern.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies DPoP proofs (RFC 9449 section 4.3), in this order:
 *
 * <ol>
 *   <li>text, header and claims, as strictly as our own tokens; type and algorithm
 *   <li>method, address and time
 *   <li>the key in the header: public, of the algorithm's kind, neither weak nor huge
 *   <li>the signature
 * </ol>
 *
 * <p>Whose key it is, for which token the proof is, whether it has the nonce that was asked for and
 * whether it was used before is not its business. Nothing is remembered. Hostile input never makes
 * it throw. Thread-safe.
 */
public final class ProofVerifier {

  /** A proof is good for no longer (STANDARDS DP-1). */
  public static final Duration LIFE = Duration.ofSeconds(60);

  private static final String TYPE = "dpop+jwt";
  private static final int MAX_LENGTH = 4096;
  private static final int MAX_ID_LENGTH = 256;
  private static final int SIGNATURE = 2;

  /** Anybody may send a key, and verifying with a huge one takes long. */
  private static final int MAX_RSA_BITS = 4096;

  private static final int MAX_EXPONENT_BITS = 32;

  /** One rule for {@code crit}, {@code b64}, {@code jku}, {@code x5u} and all the others. */
  private static final Set<String> HEADER = Set.of("typ", "alg", "jwk");

  private static final List<String> CLAIMS = List.of("jti", "htm", "htu", "iat");

  private final Set<JwsAlgorithm> algorithms;
  private final Duration ahead;

  /**
   * Takes what is signed with one of these.
   *
   * @param clockSkew how far a client's clock may be ahead; never more than {@link #LIFE}
   */
  public ProofVerifier(Set<JwsAlgorithm> algorithms, Duration clockSkew) {
    this.algorithms = Set.copyOf(algorithms);
    this.ahead = clockSkew.compareTo(LIFE) < 0 ? clockSkew : LIFE;
  }

  /**
   * What the proof is worth now. The key id of a good one is the RFC 7638 thumbprint of its key.
   *
   * @param proof hostile until proved good
   * @param method of the request
   * @param addresses those by which the request may be known, as {@link HttpAddress} writes them
   */
  public JwtResult verify(String proof, String method, Set<String> addresses, Instant now) {
    requireNonNull(addresses, "addresses");
    try {
      CompactToken token = CompactToken.parse(proof, MAX_LENGTH);
      require(token.isSigned(), JwtProblem.WRONG_FORMAT);
      Map<String, Object> header = header(token);
      JwsAlgorithm algorithm = algorithm(header);
      Map<String, Object> claims = Claims.parse(token.segment(1));
      requireClaims(claims, method, addresses);
      RingKey key = key(header, algorithm);
      VerifiedJwt jwt = new VerifiedJwt(header, claims, key.id());
      requireTimes(jwt, now);
      requireSignature(token, key);
      return new JwtResult.Verified(jwt);
    } catch (RefusedTokenException refused) {
      return new JwtResult.Refused(refused.problem());
    }
  }

  /** What the claim {@code ath} has to be for this access token (RFC 9449 section 4.2). */
  public static String hashOf(String accessToken) {
    return Sha256.of(accessToken.getBytes(US_ASCII));
  }

  private static Map<String, Object> header(CompactToken token) throws RefusedTokenException {
    try {
      Map<String, Object> members = Json.readObject(token.segment(0));
      require(members.keySet().equals(HEADER), JwtProblem.MALFORMED);
      require(TYPE.equals(members.get("typ")), JwtProblem.WRONG_TYPE);
      return members;
    } catch (JsonException e) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
  }

  private JwsAlgorithm algorithm(Map<String, Object> header) throws RefusedTokenException {
    return JwsAlgorithm.named(String.valueOf(header.get("alg")))
        .filter(algorithms::contains)
        .orElseThrow(() -> new RefusedTokenException(JwtProblem.WRONG_ALGORITHM));
  }

  private static void requireClaims(
      Map<String, Object> claims, String method, Set<String> addresses)
      throws RefusedTokenException {
    require(claims.keySet().containsAll(CLAIMS), JwtProblem.MISSING_CLAIM);
    require(
        claims.get("jti") instanceof String id && id.length() <= MAX_ID_LENGTH,
        JwtProblem.INVALID_CLAIM);
    require(Objects.equals(claims.get("htm"), method), JwtProblem.WRONG_TARGET);
    require(
        claims.get("htu") instanceof String address
            && HttpAddress.read(address).filter(addresses::contains).isPresent(),
        JwtProblem.WRONG_TARGET);
  }

  private void requireTimes(VerifiedJwt proof, Instant now) throws RefusedTokenException {
    Instant issuedAt = proof.issuedAt();
    require(!issuedAt.plus(LIFE).isBefore(now), JwtProblem.EXPIRED);
    require(!issuedAt.isAfter(now.plus(ahead)), JwtProblem.NOT_YET_VALID);
  }

  private static RingKey key(Map<String, Object> header, JwsAlgorithm algorithm)
      throws RefusedTokenException {
    @Nullable Object members = header.get("jwk");
    if (!(members instanceof Map<?, ?> map)) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
    PublicJwk jwk = new PublicJwk(map);
    require(!jwk.hasPrivateHalf(), JwtProblem.UNKNOWN_KEY);
    require(
        jwk.isForSignatures() && jwk.algorithm(Set.of(algorithm)).isPresent(),
        JwtProblem.WRONG_ALGORITHM);
    return jwk.key(algorithm)
        .filter(ProofVerifier::isOfUsualSize)
        .orElseThrow(() -> new RefusedTokenException(JwtProblem.UNKNOWN_KEY));
  }

  private static boolean isOfUsualSize(RingKey key) {
    return !(key.verifying() instanceof RSAPublicKey rsa)
        || (rsa.getModulus().bitLength() <= MAX_RSA_BITS
            && rsa.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS);
  }

  private static void requireSignature(CompactToken token, RingKey key)
      throws RefusedTokenException {
    boolean wellFormed =
        key.algorithm() != JwsAlgorithm.ES256
            || EcdsaSignature.isWellFormed(token.segment(SIGNATURE));
    require(wellFormed && SignedTokens.isSignedWith(key, token), JwtProblem.FORGED);
  }

  private static void require(boolean holds, JwtProblem otherwise) throws RefusedTokenException {
    if (!holds) {
      throw new RefusedTokenException(otherwise);
    }
  }
}
