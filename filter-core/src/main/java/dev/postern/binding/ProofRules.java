package dev.postern.binding;

import dev.postern.token.HttpAddress;
import dev.postern.token.JwtProblem;
import dev.postern.token.JwtResult;
import dev.postern.token.ProofVerifier;
import dev.postern.token.VerifiedJwt;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges the DPoP proofs of one filter's requests. Immutable and thread-safe.
 *
 * @param verifier checks all but the nonce
 * @param origins by which clients know the application; what the request itself says of that is the
 *     client's to choose (DP-5)
 * @param nonces empty if none are asked for
 * @param uses knows which proofs were used
 */
record ProofRules(
    ProofVerifier verifier, Set<String> origins, Optional<Nonces> nonces, ProofUse uses) {

  private static final System.Logger LOG = System.getLogger(ProofRules.class.getName());

  /** A use is remembered for longer than its proof is good, however clocks of nodes differ. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  ProofRules {
    origins = Set.copyOf(origins);
  }

  /**
   * What these headers are worth.
   *
   * @param path as the request has it
   */
  ProofResult judge(List<String> headers, String method, String path, Instant now) {
    if (headers.size() != 1) {
      return bad(headers.isEmpty() ? "none" : "several");
    }
    Set<String> addresses =
        origins.stream()
            .map(origin -> HttpAddress.of(origin, path))
            .collect(Collectors.toUnmodifiableSet());
    JwtResult result = verifier.verify(headers.get(0), method, addresses, now);
    if (result instanceof JwtResult.Verified verified) {
      return hasNonce(verified.jwt(), now)
          ? new ProofResult.Good(verified.jwt())
          : new ProofResult.Bad(BindingProblem.NONCE_WANTED);
    }
    return bad(word(((JwtResult.Refused) result).problem()));
  }

  /** Uses the proof up, unless it was before. */
  boolean isFirstUse(VerifiedJwt proof) {
    return uses.isFirst(
        proof.keyId(),
        proof.text("htu").flatMap(HttpAddress::read).orElseThrow(),
        proof.id(),
        proof.issuedAt().plus(ProofVerifier.LIFE).plus(MARGIN));
  }

  private boolean hasNonce(VerifiedJwt proof, Instant now) {
    return nonces.isEmpty()
        || proof.text("nonce").filter(nonce -> nonces.get().isGood(nonce, now)).isPresent();
  }

  private static ProofResult bad(String reason) {
    LOG.log(Level.INFO, () -> "event=proof-refused reason=" + reason);
    return new ProofResult.Bad(BindingProblem.WRONG_PROOF);
  }

  private static String word(JwtProblem problem) {
    return problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
