package dev.postern.protection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Counts wrong passwords by account and by address, on this node.
 *
 * <p>An attempt takes its place before the password is checked and loses it only if the password
 * was right or could not be checked, so that parallel guesses are not more than guesses in a row.
 * Refused attempts do not count, so a lock-out ends with its window whatever an attacker sends
 * meanwhile; the next one needs new failures. A right password does not clear the count: an
 * attacker with an account of their own must not be able to reset their address. Names that differ
 * in case or in Unicode form only count as one, because verifiers may take them for one. Memory is
 * fixed, see {@link FailureTable}. Thread-safe.
 */
public final class LoginThrottle {

  private static final String HMAC = "HmacSHA256";

  private final FailureTable accounts;
  private final FailureTable addresses;
  private final SecretKeySpec hashKey;
  private final Object lock = new Object();

  /** A throttle that has seen nothing yet; the randomness keeps attackers from aiming. */
  public LoginThrottle(ThrottleSettings settings, SecureRandom random) {
    accounts = new FailureTable(settings.maxFailuresPerAccount(), settings.failureWindow());
    addresses = new FailureTable(settings.maxFailuresPerAddress(), settings.failureWindow());
    byte[] key = new byte[32];
    random.nextBytes(key);
    hashKey = new SecretKeySpec(key, HMAC);
  }

  /** Takes a place, or says when there will be one; whoever is admitted ends the attempt. */
  Admission admit(String username, String address, Instant now) {
    Attempt attempt =
        new Attempt(
            cellsOf("account " + comparable(username)),
            cellsOf("address " + AddressKey.of(address)));
    synchronized (lock) {
      Optional<Duration> wait =
          longer(
              accounts.waitFor(attempt.accountCells, now),
              addresses.waitFor(attempt.addressCells, now));
      if (wait.isPresent()) {
        return new Admission.Throttled(wait.get());
      }
      accounts.begin(attempt.accountCells);
      addresses.begin(attempt.addressCells);
    }
    return new Admission.Admitted(attempt);
  }

  private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
    return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) < 0
        ? other
        : one.or(() -> other);
  }

  private static String comparable(String username) {
    return Normalizer.normalize(username, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  private int[] cellsOf(String key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(hashKey);
      return FailureTable.cellsOf(mac.doFinal(key.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + HMAC + ".", e);
    }
  }

  /**
   * One admitted check of a password. It takes up room until its owner ends it, once, by one of the
   * two methods. For one thread.
   */
  final class Attempt {

    private final int[] accountCells;
    private final int[] addressCells;

    private Attempt(int[] accountCells, int[] addressCells) {
      this.accountCells = accountCells;
      this.addressCells = addressCells;
    }

    /** The password was right, or could not be checked. */
    void giveBack() {
      synchronized (lock) {
        accounts.end(accountCells);
        addresses.end(addressCells);
      }
    }

    /** The password was wrong. */
    void fail(Instant now) {
      synchronized (lock) {
        giveBack();
        accounts.addFailure(accountCells, now);
        addresses.addFailure(addressCells, now);
      }
    }
  }
}
