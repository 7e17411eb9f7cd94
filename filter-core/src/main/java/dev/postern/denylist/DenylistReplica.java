package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import dev.postern.store.Denylist;
import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * This node's copy of the log of revocations, which answers every question without a trip as long
 * as it is fresh enough. After a denial was confirmed, no node that asks its copy accepts the token
 * for longer than the staleness bound (DESIGN 7).
 *
 * <p>Nothing runs in the background: the question that finds the copy half the bound old reads what
 * is new, and the others go on with the copy as it is. With a bound of zero every question waits
 * for a read that began after it; all that wait share one. Thread-safe.
 */
public final class DenylistReplica {

  private final DenialKeys keys;
  private final DenialTable copy = new DenialTable();
  private final LogFollower follower;
  private final Freshness freshness;
  private final Clock clock;

  /**
   * Follows this log. Reads nothing before the first question.
   *
   * @param secret at least 32 random bytes, the same on every node
   * @param staleness how old the copy may be; zero is strict
   * @throws IllegalArgumentException if the secret is shorter or the bound is negative
   */
  public DenylistReplica(Denylist log, byte[] secret, Duration staleness, Clock clock) {
    this.keys = new DenialKeys(secret);
    this.follower = new LogFollower(log, copy, clock);
    this.freshness = new Freshness(follower::catchUp, staleness, clock);
    this.clock = clock;
  }

  /**
   * Denies one token.
   *
   * @param jti its id
   * @param until when it would have expired, clock skew included
   * @throws StoreException if that could not be confirmed. This node denies it all the same, and
   *     tries to tell the others with every later read of the log
   */
  public void deny(String jti, Instant until) {
    append(new Denial(Kind.TOKEN, keys.of(Kind.TOKEN, jti), clock.instant(), until));
  }

  /**
   * Denies everything of a subject that was authenticated at or before an instant. Several of these
   * combine by maximum.
   *
   * @param until when the last token this can be about expires, clock skew included
   * @throws StoreException as {@link #deny} does
   */
  public void denySubject(String subject, Instant cutOff, Instant until) {
    append(new Denial(Kind.SUBJECT, keys.of(Kind.SUBJECT, subject), cutOff, until));
  }

  /**
   * Whether this token is denied, by its own id or by a cut-off of its subject. One that was
   * authenticated at the very instant of the cut-off is denied; times in tokens are whole seconds,
   * so that includes a login in the second of the cut-off (FAULTS T8).
   *
   * @throws StoreException if the copy is older than the bound and the log cannot be read
   */
  public boolean isDenied(String jti, String subject, Instant authenticatedAt) {
    freshness.ensure();
    return !copy.isEmpty()
        && (copy.find(keys.of(Kind.TOKEN, jti)).isPresent()
            || copy.find(keys.of(Kind.SUBJECT, subject))
                .filter(denial -> !authenticatedAt.isAfter(denial.cutOff()))
                .isPresent());
  }

  private void append(Denial denial) {
    copy.add(denial, clock.instant());
    follower.append(denial);
  }
}
