package dev.postern.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens of outside issuers, in this order:
 *
 * <ol>
 *   <li>the text, header and claims, as strictly as our own; {@code iss} chooses the issuer
 *   <li>type and algorithm, which the issuer's settings name
 *   <li>the key, by its id among that issuer's keys and no other's
 *   <li>the signature
 *   <li>audience and times
 *   <li>the claims are said in our words, under names that are this issuer's only
 * </ol>
 *
 * <p>A good token is remembered by its text as long as its very key is among the issuer's, so that
 * the next request asks for that key, audience and times only. Thread-safe.
 */
public final class TrustedIssuers {

  private static final int REMEMBERED = 10_000;

  private final Map<String, Party> byIssuer = new HashMap<>();
  private final int maxLength;
  private final VerifiedTokens<Seen> verified = new VerifiedTokens<>(REMEMBERED);

  private record Party(TrustedIssuer issuer, IssuerKeys keys, IssuerRules rules) {}

  /**
   * A token that was good.
   *
   * @param keyName the key's id at the issuer
   * @param keyId of the very key
   * @param claims as the issuer says them
   * @param jwt in our words
   */
  private record Seen(
      Party party, String keyName, String keyId, Map<String, Object> claims, VerifiedJwt jwt) {}

  /** With the clock skew and the length of our own tokens. */
  public TrustedIssuers(TrustedIssuerSettings settings, Duration clockSkew, int maxLength) {
    this.maxLength = maxLength;
    DocumentFetcher fetcher = new DocumentFetcher();
    for (TrustedIssuer issuer : settings.issuers()) {
      byIssuer.put(
          issuer.issuer(),
          new Party(
              issuer,
              new IssuerKeys(issuer, settings, fetcher),
              new IssuerRules(issuer, clockSkew, settings.maxLifetime())));
    }
  }

  /**
   * What the token is worth now; empty if it is not one of these issuers'.
   *
   * @param token hostile until proved good
   * @throws KeysUnavailableException if its issuer does not answer
   */
  public Optional<JwtResult> verify(String token, Instant now) {
    if (byIssuer.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Seen> seen = verified.find(token);
      Optional<JwtResult> known =
          seen.isPresent() ? again(token, seen.get(), now) : Optional.empty();
      return known.isPresent() ? known : verifyAnew(token, now);
    } catch (RefusedTokenException refused) {
      return Optional.of(new JwtResult.Refused(refused.problem()));
    }
  }

  private Optional<JwtResult> verifyAnew(String token, Instant now) throws RefusedTokenException {
    CompactToken text = CompactToken.parse(token, maxLength);
    if (!text.isSigned()) {
      return Optional.empty();
    }
    Map<String, Object> claims = Claims.parse(text.segment(1));
    @Nullable Party party = byIssuer.get(String.valueOf(claims.get("iss")));
    return party == null ? Optional.empty() : Optional.of(verify(party, text, claims, now));
  }

  private JwtResult verify(Party party, CompactToken token, Map<String, Object> claims, Instant now)
      throws RefusedTokenException {
    TrustedIssuer issuer = party.issuer();
    TokenHeader header = TokenHeader.parseForeign(token.segment(0));
    if (!issuer.takesType(header.member("typ"))) {
      throw new RefusedTokenException(JwtProblem.WRONG_TYPE);
    }
    if (JwsAlgorithm.named(header.member("alg")).filter(issuer.algorithms()::contains).isEmpty()) {
      throw new RefusedTokenException(JwtProblem.WRONG_ALGORITHM);
    }
    RingKey key = party.keys().find(header.member("kid"), now);
    SignedTokens.requireForeign(token, header, key);
    party.rules().require(claims, now);
    String keyId = issuer.qualified(header.member("kid"));
    VerifiedJwt jwt =
        new VerifiedJwt(
            header.members(), new IssuerClaims(issuer, claims).translated(digest(token)), keyId);
    verified.add(token.text(), new Seen(party, header.member("kid"), key.id(), claims, jwt));
    return new JwtResult.Verified(jwt);
  }

  /** Empty if the key that verified it is no more: another one may have taken its name. */
  private Optional<JwtResult> again(String token, Seen seen, Instant now)
      throws RefusedTokenException {
    if (!seen.party().keys().find(seen.keyName(), now).id().equals(seen.keyId())) {
      return Optional.empty();
    }
    try {
      seen.party().rules().require(seen.claims(), now);
    } catch (RefusedTokenException refused) {
      verified.remove(token);
      throw refused;
    }
    return Optional.of(new JwtResult.Verified(seen.jwt()));
  }

  /** Of what is signed; the signature may have several spellings. */
  private static String digest(CompactToken token) {
    String signed = token.text().substring(0, token.text().lastIndexOf('.'));
    return Sha256.of(signed.getBytes(US_ASCII));
  }
}
