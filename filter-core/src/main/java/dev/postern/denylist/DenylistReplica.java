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
 * <p>Has no thread of its own: the question that finds the copy nearly as old as the bound reads
 * what is new, and the others go on with the copy as it is; whoever calls {@link #refresh} now and
 * then spares them that. With a bound of zero every question waits for a read that began after it;
 * all that wait share one. Thread-safe.
 */
public final class DenylistReplica {

  /** A little longer than a read of what is new takes when the store is slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** There is only one of these. */
  private static final String EVERYONE = "";

  private final DenialKeys keys;
  private final DenialTable copy = new DenialTable();
  private final Judge judge;
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
    this(log, secret, staleness, PATIENCE, clock);
  }

  DenylistReplica(Denylist log, byte[] secret, Duration staleness, Duration patience, Clock clock) {
    this.keys = new DenialKeys(secret);
    this.judge = new Judge(copy, keys.of(EVERYONE));
    this.follower = new LogFollower(log, copy, clock);
    this.freshness = new Freshness(follower::catchUp, staleness, patience, clock);
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
    append(Kind.TOKEN, jti, until, until);
  }

  /**
   * Denies every token of a session or grant.
   *
   * @param sid its id in its tokens
   * @param until when the last of them would have expired, clock skew included
   * @throws StoreException as {@link #denyToken} does
   */
  public void denySession(String sid, Instant until) {
    append(Kind.SESSION, sid, until, until);
  }

  /**
   * Denies everything of a subject that was authenticated at or before an instant. Several of these
   * combine by maximum.
   *
   * @param until when the last credential this can be about ends, clock skew included
   * @throws StoreException as {@link #denyToken} does
   */
  public void denySubject(String subject, Instant cutOff, Instant until) {
    append(Kind.SUBJECT, subject, cutOff, until);
  }

  /**
   * Denies every token of a subject that was issued at or before an instant, and nothing else of
   * theirs. Several of these combine by maximum.
   *
   * @param until when the last of them would have expired, clock skew included
   * @throws StoreException as {@link #denyToken} does
   */
  public void wantReissue(String subject, Instant cutOff, Instant until) {
    append(Kind.REISSUE, subject, cutOff, until);
  }

  /**
   * Denies everything of everyone that was authenticated at or before an instant. Several of these
   * combine by maximum.
   *
   * @param until when the last credential this can be about ends, clock skew included
   * @throws StoreException as {@link #denyToken} does
   */
  public void denyEveryone(Instant cutOff, Instant until) {
    append(Kind.EVERYONE, EVERYONE, cutOff, until);
  }

  /**
   * Denies every token that a key has signed, or will.
   *
   * @param until when every node will have taken the key out of its ring
   * @throws StoreException as {@link #denyToken} does
   */
  public void denyKey(String kid, Instant until) {
    append(Kind.KEY, kid, until, until);
  }

  /** Whether the copy, as old as it is, has this key for denied; reads nothing. */
  public boolean knowsDeniedKey(String kid) {
    return copy.signers().contains(keys.ofKeyId(kid));
  }

  /** The same facts as this denylist looks for them; for whoever asks about them more than once. */
  public KeyedFacts keyed(CredentialFacts facts) {
    return KeyedFacts.forEver(keys, facts);
  }

  /** Whether these are facts that this denylist can be asked about. */
  public boolean hasKeyed(KeyedFacts facts) {
    return facts.isKeyedWith(keys);
  }

  /**
   * Whether this credential was taken back. A cut-off looks at when its holder was authenticated,
   * one that wants a reissue at when it was issued. What happened at the very instant of the
   * cut-off is denied; so where a token tells whole seconds only, that includes whatever it says to
   * have happened in the second of the cut-off (FAULTS T8).
   *
   * @throws StoreException if the copy is older than the bound and the log cannot be read, or if a
   *     node of a later version has denied what this one does not understand
   */
  public Verdict ask(CredentialFacts facts) {
    requireFresh();
    return judge.of(KeyedFacts.forNow(keys, facts, copy));
  }

  /**
   * The same; makes no object.
   *
   * @throws StoreException as {@link #ask(CredentialFacts)} does
   * @throws IllegalArgumentException if another denylist keyed these facts
   */
  public Verdict ask(KeyedFacts facts) {
    if (!facts.isKeyedWith(keys)) {
      throw new IllegalArgumentException("These facts were keyed for another denylist.");
    }
    requireFresh();
    return judge.of(facts);
  }

  /**
   * Returns when the copy is fresh enough to ask it, and understood.
   *
   * @throws StoreException as {@link #ask} does
   */
  public void requireFresh() {
    if (freshness.ensure()) {
      follower.settle();
    }
    copy.requireUnderstood(clock);
  }

  /**
   * Reads what is new if that is due, and appends some of what the log lacks. For whoever has time:
   * then requests need not.
   *
   * @return whether to come again at once, since the log lacks more
   */
  public boolean refresh() {
    freshness.refresh();
    return follower.settle();
  }

  private void append(Kind kind, String of, Instant cutOff, Instant until) {
    Denial denial = new Denial(kind, DenialKeys.text(keys.of(of)), cutOff, until);
    copy.add(denial, clock.instant());
    follower.append(denial);
  }
}
