package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what clients prove themselves with (RFC 7523 section 3, OpenID Connect Core section 9),
 * in this order:
 *
 * <ol>
 *   <li>text, header and claims, as strictly as our own tokens, and the same for everybody
 *   <li>the signature, by the keys of the client that {@code sub} names and no others
 *   <li>issuer, audience and times
 * </ol>
 *
 * <p>There is one look at a signature, of one length, whether the client, the key and the algorithm
 * are known or not. That an assertion is used once is not its business. Hostile input never makes
 * it throw. Thread-safe.
 */
public final class AssertionVerifier {

  /** An assertion is good for longer nowhere. */
  public static final Duration LONGEST_LIFETIME = Duration.ofMinutes(5);

  private static final int MAX_LENGTH = 4096;
  private static final int SIGNATURE = 2;
  private static final Set<String> UNTYPED = Set.of("alg", "kid");

  /** Many libraries write the first, or none; the second says what it is (RFC 8725 3.11). */
  private static final Set<String> TYPES = Set.of("JWT", "client-authentication+jwt");

  private static final Set<JwsAlgorithm> ALGORITHMS =
      Set.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA, JwsAlgorithm.PS256, JwsAlgorithm.RS256);

  private final Map<String, IssuerKeys> byClient = new HashMap<>();
  private final AssertionRules rules;
  private final DecoyKeys decoys;

  /**
   * Takes what these clients sign.
   *
   * @param clients each with an id of its own
   * @param clockSkew how far their clocks may differ from ours
   * @param fetching how often their keys are fetched, and how long they are trusted
   */
  public AssertionVerifier(
      List<AssertingClient> clients,
      Duration clockSkew,
      TrustedIssuerSettings fetching,
      SecureRandom random) {
    clients.forEach(client -> byClient.put(client.id(), client.openKeys(fetching)));
    this.rules = new AssertionRules(clockSkew);
    this.decoys = new DecoyKeys(random);
  }

  /**
   * Who it says that it is of; empty text if it says nothing that can be read. Nothing is proved by
   * that.
   *
   * @param assertion hostile
   */
  public static String claimed(String assertion) {
    try {
      return subject(Claims.parse(CompactToken.parse(assertion, MAX_LENGTH).segment(1)));
    } catch (RefusedTokenException unreadable) {
      return "";
    }
  }

  /**
   * What the assertion is worth now.
   *
   * @param assertion hostile until proved good
   * @param audiences what {@code aud} may be
   * @throws KeysUnavailableException if the keys of its client cannot be had
   */
  public JwtResult verify(String assertion, Set<String> audiences, Instant now) {
    try {
      CompactToken token = CompactToken.parse(assertion, MAX_LENGTH);
      require(token.isSigned(), JwtProblem.WRONG_FORMAT);
      TokenHeader header = header(token);
      Map<String, Object> claims = Claims.parse(token.segment(1));
      requireSignature(token, header, subject(claims), now);
      VerifiedJwt jwt = new VerifiedJwt(header.members(), claims, header.member("kid"));
      rules.require(jwt, audiences, now);
      return new JwtResult.Verified(jwt);
    } catch (RefusedTokenException refused) {
      return new JwtResult.Refused(refused.problem());
    }
  }

  /** The rules for a signature's form are here too, since they hold whoever the client is. */
  private static TokenHeader header(CompactToken token) throws RefusedTokenException {
    try {
      Map<String, Object> members = Json.readObject(token.segment(0));
      boolean typed = members.containsKey("typ");
      TokenHeader header = TokenHeader.checked(members, typed ? TokenHeader.SIGNED : UNTYPED);
      require(!typed || TYPES.contains(header.member("typ")), JwtProblem.WRONG_TYPE);
      Optional<JwsAlgorithm> algorithm =
          JwsAlgorithm.named(header.member("alg")).filter(ALGORITHMS::contains);
      require(algorithm.isPresent(), JwtProblem.WRONG_ALGORITHM);
      require(
          algorithm.get() != JwsAlgorithm.ES256
              || EcdsaSignature.isWellFormed(token.segment(SIGNATURE)),
          JwtProblem.FORGED);
      return header;
    } catch (JsonException e) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
  }

  private void requireSignature(CompactToken token, TokenHeader header, String client, Instant now)
      throws RefusedTokenException {
    JwsAlgorithm algorithm = JwsAlgorithm.named(header.member("alg")).orElseThrow();
    int length = token.segment(SIGNATURE).length;
    Optional<RingKey> key =
        key(client, header.member("kid"), now)
            .filter(found -> found.algorithm() == algorithm && mayHaveMade(found, length));
    boolean signed =
        SignedTokens.isSignedWith(key.orElseGet(() -> decoys.of(algorithm, length)), token);
    require(key.isPresent() && signed, JwtProblem.FORGED);
  }

  /** A signature of RSA is as long as the modulus; one that is not would be refused at once. */
  private static boolean mayHaveMade(RingKey key, int length) {
    return !(key.verifying() instanceof RSAKey rsa)
        || (rsa.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE == length;
  }

  private Optional<RingKey> key(String client, String keyId, Instant now) {
    @Nullable IssuerKeys keys = byClient.get(client);
    try {
      return keys == null ? Optional.empty() : Optional.of(keys.find(keyId, now));
    } catch (RefusedTokenException noSuchKey) {
      return Optional.empty();
    }
  }

  private static String subject(Map<String, Object> claims) {
    return claims.get("sub") instanceof String client ? client : "";
  }

  private static void require(boolean holds, JwtProblem otherwise) throws RefusedTokenException {
    if (!holds) {
      throw new RefusedTokenException(otherwise);
    }
  }
}
