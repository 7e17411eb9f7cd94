package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import dev.postern.store.Denylist;
import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
  private final String everyone;
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
    this.everyone = keys.of(Kind.EVERYONE, "");
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
  public void denyToken(String jti, Instant until) {
    append(Kind.TOKEN, jti, until);
  }

  /**
   * Denies every token of a session or grant.
   *
   * @param sid its id in its tokens
   * @param until when the last of them would have expired, clock skew included
   * @throws StoreException as {@link #denyToken} does
   */
  public void denySession(String sid, Instant until) {
    append(Kind.SESSION, sid, until);
  }

  /**
   * Denies everything of a subject that was authenticated at or before an instant. Several of these
   * combine by maximum.
   *
   * @param until when the last credential this can be about ends, clock skew included
   * @throws StoreException as {@link #denyToken} does
   */
  public void denySubject(String subject, Instant cutOff, Instant until) {
    append(new Denial(Kind.SUBJECT, keys.of(Kind.SUBJECT, subject), cutOff, until));
  }

  /**
   * Denies every token of a subject that was issued at or before an instant, and nothing else of
   * theirs. Several of these combine by maximum.
   *
   * @param until when the last of them would have expired, clock skew included
   * @throws StoreException as {@link #denyToken} does
   */
  public void wantReissue(String subject, Instant cutOff, Instant until) {
    append(new Denial(Kind.REISSUE, keys.of(Kind.REISSUE, subject), cutOff, until));
  }

  /**
   * Denies everything of everyone that was authenticated at or before an instant. Several of these
   * combine by maximum.
   *
   * @param until when the last credential this can be about ends, clock skew included
   * @throws StoreException as {@link #denyToken} does
   */
  public void denyEveryone(Instant cutOff, Instant until) {
    append(new Denial(Kind.EVERYONE, everyone, cutOff, until));
  }

  /**
   * Denies every token that a key has signed, or will.
   *
   * @param until when every node will have taken the key out of its ring
   * @throws StoreException as {@link #denyToken} does
   */
  public void denyKey(String kid, Instant until) {
    append(Kind.KEY, kid, until);
  }

  /**
   * Whether this credential was taken back. A cut-off looks at when its holder was authenticated,
   * one that wants a reissue at when it was issued. What happened at the very instant of the
   * cut-off is denied; times in tokens are whole seconds, so that includes whatever a token says to
   * have happened in the second of the cut-off (FAULTS T8).
   *
   * @throws StoreException if the copy is older than the bound and the log cannot be read, or if a
   *     node of a later version has denied what this one does not understand
   */
  public Verdict ask(CredentialFacts facts) {
    freshness.ensure();
    return copy.isEmpty() ? Verdict.ALLOWED : judge(facts);
  }

  private Verdict judge(CredentialFacts facts) {
    copy.requireUnderstood(clock.instant());
    if (isListed(Kind.KEY, facts.keyId())) {
      return Verdict.KEY_VOID;
    }
    if (isListed(Kind.TOKEN, facts.tokenId())) {
      return Verdict.TOKEN_DENIED;
    }
    if (isListed(Kind.SESSION, facts.sessionId())) {
      return Verdict.SESSION_DENIED;
    }
    if (isCutOff(everyone, facts.authenticatedAt())) {
      return Verdict.EVERYONE_CUT_OFF;
    }
    if (isCutOff(keys.of(Kind.SUBJECT, facts.subject()), facts.authenticatedAt())) {
      return Verdict.SUBJECT_CUT_OFF;
    }
    return facts
        .issuedAt()
        .filter(issued -> isCutOff(keys.of(Kind.REISSUE, facts.subject()), issued))
        .map(issued -> Verdict.REISSUE_WANTED)
        .orElse(Verdict.ALLOWED);
  }

  private boolean isListed(Kind kind, Optional<String> id) {
    return id.isPresent() && copy.find(keys.of(kind, id.get())).isPresent();
  }

  private boolean isCutOff(String key, Instant happened) {
    return copy.find(key).filter(denial -> !happened.isAfter(denial.cutOff())).isPresent();
  }

  private void append(Kind kind, String id, Instant until) {
    append(new Denial(kind, keys.of(kind, id), clock.instant(), until));
  }

  private void append(Denial denial) {
    copy.add(denial, clock.instant());
    follower.append(denial);
  }
}
