package dev.postern.store.memory;

import dev.postern.store.OneTimeUse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The claims in this JVM. Those past their time are taken out whenever there are twice as many as
 * after the last time. Thread-safe.
 */
final class MemoryOneTimeUse implements OneTimeUse {

  private static final int SMALLEST_PRUNED = 64;

  private final Map<String, Claim> claims = new HashMap<>();
  private final Clock clock;
  private int pruneAt = SMALLEST_PRUNED;

  private record Claim(String claimant, Instant until) {

    boolean isPast(Instant now) {
      return !now.isBefore(until);
    }
  }

  MemoryOneTimeUse(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized String claim(String key, String claimant, Instant until) {
    Instant now = clock.instant();
    prune(now);
    return claims
        .compute(
            key,
            (same, first) ->
                first == null || first.isPast(now) ? new Claim(claimant, until) : first)
        .claimant();
  }

  private void prune(Instant now) {
    if (claims.size() >= pruneAt) {
      claims.values().removeIf(claim -> claim.isPast(now));
      pruneAt = Math.max(SMALLEST_PRUNED, 2 * claims.size());
    }
  }

  synchronized int size() {
    return claims.size();
  }
}
