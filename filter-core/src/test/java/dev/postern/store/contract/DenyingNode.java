package dev.postern.store.contract;

import dev.postern.denylist.CredentialFacts;
import dev.postern.denylist.DenylistReplica;
import dev.postern.store.Denylist;
import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Duration;

/** As much of a node as takes credentials back and refuses them. Thread-safe. */
public final class DenyingNode {

  private static final Duration LIFE = Duration.ofMinutes(10);

  private final Clock clock = Clock.systemUTC();
  private final DenylistReplica denylist;

  /**
   * Follows this log.
   *
   * @param bound how long it may accept what another one has taken back
   */
  public DenyingNode(Denylist log, Duration bound) {
    this.denylist = new DenylistReplica(log, new byte[32], bound, clock);
  }

  /** Takes one back in this way, and tells whether that is confirmed. */
  public boolean takesBack(Taking way, int number) {
    try {
      way.revoke(denylist, way.facts(number), clock.instant().plus(LIFE));
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  /** What it says of that one. */
  public Answer answer(Taking way, int number) {
    return answer(way.facts(number));
  }

  /** What it says of one that nobody takes back. */
  public Answer answerToUntouched() {
    return answer(Taking.untouched());
  }

  private Answer answer(CredentialFacts facts) {
    try {
      return denylist.ask(facts).isAllowed() ? Answer.ACCEPTED : Answer.REFUSED;
    } catch (StoreException e) {
      return Answer.UNAVAILABLE;
    }
  }
}
