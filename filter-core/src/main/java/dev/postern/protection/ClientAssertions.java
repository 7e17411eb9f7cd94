package dev.postern.protection;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what clients sign, throttled as their secrets are. A signature is looked at first, since
 * that is cheap and cannot be guessed: whoever has the key gets in also while others are trying,
 * and only what is refused counts, with its address, and apart from the client's secret: who forges
 * assertions has learned nothing of that and must not lock its owner out. Thread-safe.
 */
public final class ClientAssertions {

  private static final String KIND = "assertion ";

  private final SignedProof proof;
  private final PasswordLogin attempts;

  /** Counts failures of an address together with those of secrets. */
  public ClientAssertions(SignedProof proof, PasswordLogin attempts) {
    this.proof = requireNonNull(proof, "proof");
    this.attempts = requireNonNull(attempts, "attempts");
  }

  /**
   * Whether a client signed this, as {@link PasswordLogin#attempt} says it.
   *
   * @param named who else the request says that it is of
   * @param audiences what it may be for
   * @param address where the request comes from
   */
  public LoginResult check(
      String assertion,
      Optional<String> named,
      Set<String> audiences,
      String address,
      Instant now) {
    String claimed = proof.claimed(assertion);
    Optional<Identity> client =
        named.isEmpty() || named.get().equals(claimed)
            ? proof.client(assertion, audiences, now)
            : Optional.empty();
    return client
        .<LoginResult>map(LoginResult.Verified::new)
        .orElseGet(
            () ->
                attempts.attempt(
                    (name, text) -> Optional.empty(), KIND + claimed, "", address, now));
  }
}
