package dev.postern.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which primaries had a replica. One that loses its last is not at once alone on purpose:
 * its link may have broken, or the primary may be the one that was cut off while the replica is
 * being promoted. The time begins when the loss is seen, so that it does not matter how seldom
 * anything is written. Primaries are told apart by their replication id, of which each failover
 * makes a new one; so there is one entry for each failover. Thread-safe.
 */
final class ReplicasSeen {

  /** Longer than a broken link is away, and than Sentinel takes to promote a replica by default. */
  static final Duration MISSED = Duration.ofMinutes(1);

  private final Map<String, Instant> missedUntil = new ConcurrentHashMap<>();
  private final Clock clock;

  ReplicasSeen(Clock clock) {
    this.clock = clock;
  }

  /** What a primary says. */
  void note(ServerFacts facts) {
    if (facts.hasReplicas()) {
      missedUntil.put(facts.replicationId(), Instant.MAX);
    }
  }

  /** Whether a write to the primary that says this has to reach a replica. */
  boolean isOneNeeded(ServerFacts facts) {
    note(facts);
    String replicationId = facts.replicationId();
    Instant until = missedUntil.get(replicationId);
    if (until == null) {
      return false;
    }
    Instant now = clock.instant();
    if (until.equals(Instant.MAX)) {
      missedUntil.replace(replicationId, until, now.plus(MISSED));
      return true;
    }
    if (until.isAfter(now)) {
      return true;
    }
    missedUntil.remove(replicationId, until);
    return false;
  }
}
