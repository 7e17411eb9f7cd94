package dev.postern.protection;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Checks passwords, but neither too many wrong ones nor too many at a time: a slow hash is meant to
 * cost a processor, and a storm of logins must leave some for everybody else. Thread-safe.
 */
public final class PasswordLogin {

  private static final int MAX_WAITING = 16;
  private static final Duration WHEN_BUSY = Duration.ofSeconds(2);

  private final LoginThrottle throttle;
  private final Semaphore places;
  private final Duration patience;

  /**
   * Checks under these limits.
   *
   * @param maxConcurrent how many passwords are checked at the same time, at least 1
   * @param patience how long an attempt waits for its turn before it is told that we are busy
   */
  public PasswordLogin(LoginThrottle throttle, int maxConcurrent, Duration patience) {
    this.throttle = requireNonNull(throttle, "throttle");
    this.places = new Semaphore(maxConcurrent, true);
    this.patience = requireNonNull(patience, "patience");
  }

  /**
   * Checks one password, if the limits allow it.
   *
   * @param address where the attempt comes from, as the container tells it
   * @param now when the request came
   * @throws VerifierUnavailableException if the verifier cannot answer; the attempt does not count
   */
  public LoginResult attempt(
      CredentialVerifier verifier, String username, String password, String address, Instant now) {
    Admission admission = throttle.admit(username, address, now);
    if (admission instanceof Admission.Admitted admitted) {
      return inTurn(admitted.attempt(), now, () -> verifier.verify(username, password));
    }
    return new LoginResult.Throttled(((Admission.Throttled) admission).retryAfter());
  }

  private LoginResult inTurn(LoginThrottle.Attempt attempt, Instant now, Check check) {
    if (!takePlace()) {
      attempt.giveBack();
      return new LoginResult.Busy(WHEN_BUSY);
    }
    try {
      return ended(attempt, now, check);
    } finally {
      places.release();
    }
  }

  /** The queue is short, because each attempt in it holds one of the container's threads. */
  private boolean takePlace() {
    try {
      return places.getQueueLength() < MAX_WAITING
          && places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A verifier that fails as it should not counts as a wrong password, or guessing were free. */
  private static LoginResult ended(LoginThrottle.Attempt attempt, Instant now, Check check) {
    boolean counts = true;
    try {
      Optional<Identity> identity = check.run();
      counts = identity.isEmpty();
      return identity
          .<LoginResult>map(LoginResult.Verified::new)
          .orElseGet(LoginResult.Refused::new);
    } catch (VerifierUnavailableException e) {
      counts = false;
      throw e;
    } finally {
      end(attempt, now, counts);
    }
  }

  private static void end(LoginThrottle.Attempt attempt, Instant now, boolean counts) {
    if (counts) {
      attempt.fail(now);
    } else {
      attempt.giveBack();
    }
  }

  @FunctionalInterface
  private interface Check {
    Optional<Identity> run();
  }
}
