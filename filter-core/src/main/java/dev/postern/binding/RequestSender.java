package dev.postern.binding;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The sender of one request, by its proof and its certificate. Thread-safe. */
final class RequestSender implements Sender {

  private final BindingMode dpop;
  private final BindingMode mtls;
  private final RequestProof proof;
  private final boolean usesDpopScheme;
  private final Supplier<Optional<String>> certificate;

  /**
   * Somebody.
   *
   * @param usesDpopScheme whether the token came by {@code Authorization: DPoP}
   * @param certificate the thumbprint of theirs
   */
  RequestSender(
      BindingMode dpop,
      BindingMode mtls,
      RequestProof proof,
      boolean usesDpopScheme,
      Supplier<Optional<String>> certificate) {
    this.dpop = dpop;
    this.mtls = mtls;
    this.proof = proof;
    this.usesDpopScheme = usesDpopScheme;
    this.certificate = certificate;
  }

  @Override
  public boolean isLookedAt() {
    return true;
  }

  /** The certificate first, since no store has to be asked for it. */
  @Override
  public Optional<BindingProblem> problemWith(
      Confirmation confirmation, String token, Instant now) {
    if (!confirmation.isUnderstood()) {
      return Optional.of(BindingProblem.NOT_UNDERSTOOD);
    }
    Optional<BindingProblem> ofCertificate = certificateProblem(confirmation.certificate());
    return ofCertificate.isPresent() ? ofCertificate : keyProblem(confirmation.key(), token, now);
  }

  private Optional<BindingProblem> certificateProblem(Optional<String> bound) {
    if (bound.isEmpty()) {
      return unboundUnless(mtls != BindingMode.REQUIRED);
    }
    if (mtls == BindingMode.OFF) {
      return Optional.of(BindingProblem.NOT_UNDERSTOOD);
    }
    return certificate.get().filter(shown -> isSame(shown, bound.get())).isPresent()
        ? Optional.empty()
        : Optional.of(BindingProblem.WRONG_SENDER);
  }

  /** A bound token without its scheme is a downgrade (RFC 9449 section 7.2, DP-2). */
  private Optional<BindingProblem> keyProblem(Optional<String> bound, String token, Instant now) {
    if (bound.isEmpty()) {
      return unboundUnless(dpop != BindingMode.REQUIRED && !usesDpopScheme);
    }
    if (dpop == BindingMode.OFF) {
      return Optional.of(BindingProblem.NOT_UNDERSTOOD);
    }
    return usesDpopScheme
        ? proof.problemWith(bound.get(), token, now)
        : Optional.of(BindingProblem.WRONG_SENDER);
  }

  @Override
  public Optional<BindingProblem> problem(Instant now) {
    if (mtls == BindingMode.REQUIRED && certificate.get().isEmpty()) {
      return Optional.of(BindingProblem.UNBOUND);
    }
    return bindsToKey() ? proof.problem(now) : Optional.empty();
  }

  @Override
  public Confirmation confirmation(Instant now) {
    Optional<BindingProblem> problem = problem(now);
    if (problem.isPresent()) {
      throw new SenderRefusedException(problem.get());
    }
    return Confirmation.of(
        bindsToKey() ? Optional.of(proof.key(now)) : Optional.empty(),
        mtls == BindingMode.OFF ? Optional.empty() : certificate.get());
  }

  private boolean bindsToKey() {
    return dpop == BindingMode.REQUIRED || (dpop == BindingMode.OPTIONAL && proof.isThere());
  }

  private static Optional<BindingProblem> unboundUnless(boolean isFine) {
    return isFine ? Optional.empty() : Optional.of(BindingProblem.UNBOUND);
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }
}
