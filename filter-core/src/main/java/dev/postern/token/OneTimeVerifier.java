package dev.postern.token;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one-time tokens of other servers, in this order:
 *
 * <ol>
 *   <li>text, header and claims, as strictly as our own tokens; {@code iss} chooses the server
 *   <li>the type, before any key is fetched
 *   <li>the signature, by that server's public keys and no others
 *   <li>audience and times
 *   <li>the request: method, path, and query and body where the token names them
 * </ol>
 *
 * <p>That it is used once is not its business. Hostile input never makes it throw. Thread-safe.
 */
public final class OneTimeVerifier {

  private final Map<String, Party> byIssuer = new HashMap<>();

  private record Party(IssuerKeys keys, ClaimRules rules) {}

  /**
   * Takes what these servers issue.
   *
   * @param servers whose tokens are taken
   * @param audience what {@code aud} must be or contain
   * @param clockSkew how far their clocks may differ from ours
   * @param fetching how often keys are fetched, and how long they are trusted
   */
  public OneTimeVerifier(
      List<OneTimeServer> servers,
      String audience,
      Duration clockSkew,
      TrustedIssuerSettings fetching) {
    for (OneTimeServer server : servers) {
      byIssuer.put(
          server.issuer(),
          new Party(
              new IssuerKeys(server.asIssuer(), fetching, server.documents()),
              new ClaimRules(OneTimeIssuer.profile(server.issuer(), audience, clockSkew))));
    }
  }

  /**
   * Whether this text says of itself that it is a one-time token, so that no other kind is looked
   * for. Nothing is proved by that.
   *
   * @param token hostile
   */
  public static boolean isOneTime(String token) {
    try {
      CompactToken text = CompactToken.parse(token, OneTimeIssuer.MAX_LENGTH);
      return text.isSigned() && isOneTime(header(text));
    } catch (RefusedTokenException notEvenAToken) {
      return false;
    }
  }

  /**
   * What the token is worth now, for this request.
   *
   * @param token hostile until proved good
   * @throws KeysUnavailableException if the keys of its server cannot be had
   */
  public JwtResult verify(String token, OneTimePresentation request, Instant now) {
    try {
      VerifiedJwt jwt = verified(CompactToken.parse(token, OneTimeIssuer.MAX_LENGTH), now);
      return request.isMeantBy(jwt.claims())
          ? new JwtResult.Verified(jwt)
          : new JwtResult.Refused(JwtProblem.WRONG_TARGET);
    } catch (RefusedTokenException refused) {
      return new JwtResult.Refused(refused.problem());
    }
  }

  private VerifiedJwt verified(CompactToken token, Instant now) throws RefusedTokenException {
    require(token.isSigned(), JwtProblem.WRONG_FORMAT);
    TokenHeader header = header(token);
    require(isOneTime(header), JwtProblem.WRONG_TYPE);
    Map<String, Object> claims = Claims.parse(token.segment(1));
    @Nullable Party server = byIssuer.get(String.valueOf(claims.get("iss")));
    if (server == null) {
      throw new RefusedTokenException(JwtProblem.WRONG_ISSUER);
    }
    RingKey key = server.keys().find(header.member("kid"), now);
    SignedTokens.requireForeign(token, header, key);
    // Whoever presents it is not asked for a proof, so one that needs it is nobody's here (DP-2).
    require(!claims.containsKey("cnf"), JwtProblem.WRONG_TYPE);
    VerifiedJwt jwt = new VerifiedJwt(header.members(), claims, header.member("kid"));
    server.rules().require(jwt, TokenType.ONE_TIME, now);
    return jwt;
  }

  private static TokenHeader header(CompactToken token) throws RefusedTokenException {
    return TokenHeader.parse(token.segment(0), TokenHeader.SIGNED);
  }

  private static boolean isOneTime(TokenHeader header) {
    return TokenType.ONE_TIME.isNamedBy(header.member("typ"));
  }

  private static void require(boolean holds, JwtProblem otherwise) throws RefusedTokenException {
    if (!holds) {
      throw new RefusedTokenException(otherwise);
    }
  }
}
