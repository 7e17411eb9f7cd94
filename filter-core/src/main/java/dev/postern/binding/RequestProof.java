package dev.postern.binding;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postern.token.ProofVerifier;
import dev.postern.token.VerifiedJwt;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The proof of one request, which is looked at once and used up once. Thread-safe. */
final class RequestProof {

  private final ProofRules rules;
  private final List<String> headers;
  private final String method;
  private final String path;
  private @Nullable ProofResult result;
  private @Nullable Boolean first;

  RequestProof(ProofRules rules, List<String> headers, String method, String path) {
    this.rules = rules;
    this.headers = List.copyOf(headers);
    this.method = method;
    this.path = path;
  }

  boolean isThere() {
    return !headers.isEmpty();
  }

  /** Why it does not let this key's owner use this token; empty if it does, and is used up then. */
  Optional<BindingProblem> problemWith(String key, String token, Instant now) {
    ProofResult judged = judged(now);
    if (!(judged instanceof ProofResult.Good good)) {
      return problem(now);
    }
    if (!isSame(good.proof().keyId(), key)) {
      return Optional.of(BindingProblem.WRONG_SENDER);
    }
    Optional<String> hash = good.proof().text("ath");
    if (hash.filter(shown -> isSame(shown, ProofVerifier.hashOf(token))).isEmpty()) {
      return Optional.of(BindingProblem.WRONG_PROOF);
    }
    return isFirstUse(good.proof()) ? Optional.empty() : Optional.of(BindingProblem.USED_PROOF);
  }

  /** Why it is no good, as far as can be told without a store. */
  Optional<BindingProblem> problem(Instant now) {
    return judged(now) instanceof ProofResult.Bad bad
        ? Optional.of(bad.problem())
        : Optional.empty();
  }

  /**
   * The key that signed it; uses it up.
   *
   * @throws SenderRefusedException if it is no good
   */
  String key(Instant now) {
    ProofResult judged = judged(now);
    if (judged instanceof ProofResult.Bad bad) {
      throw new SenderRefusedException(bad.problem());
    }
    VerifiedJwt proof = ((ProofResult.Good) judged).proof();
    if (!isFirstUse(proof)) {
      throw new SenderRefusedException(BindingProblem.USED_PROOF);
    }
    return proof.keyId();
  }

  private synchronized ProofResult judged(Instant now) {
    if (result == null) {
      result = rules.judge(headers, method, path, now);
    }
    return result;
  }

  /** The answer is remembered, or else this very request would be taken for the second use. */
  private synchronized boolean isFirstUse(VerifiedJwt proof) {
    if (first == null) {
      first = rules.isFirstUse(proof);
    }
    return first;
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }
}
