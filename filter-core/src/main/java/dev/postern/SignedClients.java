package dev.postern;

import dev.postern.identity.Identity;
import dev.postern.protection.SignedProof;
import dev.postern.strategy.SingleUse;
import dev.postern.token.AssertionVerifier;
import dev.postern.token.JwtProblem;
import dev.postern.token.JwtResult;
import dev.postern.token.VerifiedJwt;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows the clients that sign, and lets each assertion prove one of them once, on whichever node.
 * Thread-safe.
 */
final class SignedClients implements SignedProof {

  private static final System.Logger LOG = System.getLogger(SignedClients.class.getName());

  private final AssertionVerifier verifier;
  private final Map<String, Set<String>> rights;
  private final OneTimeClaims claims;

  SignedClients(AssertionVerifier verifier, Map<String, Set<String>> rights, OneTimeClaims claims) {
    this.verifier = verifier;
    this.rights = Map.copyOf(rights);
    this.claims = claims;
  }

  @Override
  public String claimed(String assertion) {
    return AssertionVerifier.claimed(assertion);
  }

  @Override
  public Optional<Identity> client(String assertion, Set<String> audiences, Instant now) {
    JwtResult result = verifier.verify(assertion, audiences, now);
    if (result instanceof JwtResult.Verified verified) {
      SingleUse use = claims.ofNobodyElse();
      return use.isGranted(verified.jwt(), now)
          ? Optional.of(identity(verified.jwt(), now))
          : refused("used");
    }
    return refused(nameOf(((JwtResult.Refused) result).problem()));
  }

  private Identity identity(VerifiedJwt jwt, Instant now) {
    String client = jwt.subject().orElseThrow();
    return new Identity(
        client,
        rights.getOrDefault(client, Set.of()),
        Set.of(),
        Map.of(),
        now,
        List.of(),
        Optional.empty());
  }

  private static String nameOf(JwtProblem problem) {
    return problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<Identity> refused(String reason) {
    LOG.log(Level.INFO, () -> "event=assertion-refused reason=" + reason);
    return Optional.empty();
  }
}
