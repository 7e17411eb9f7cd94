package dev.postern.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.OneTimeUse;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.contract.OneTimeUseContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryOneTimeUseTest extends OneTimeUseContract {

  @Override
  protected OneTimeUse newOneTimeUse(Clock storeClock) {
    return new MemoryOneTimeUse(storeClock);
  }

  @Override
  protected OneTimeUse otherNode(OneTimeUse first) {
    return first;
  }

  @Override
  protected int tokens() {
    return 10_000;
  }

  @Test
  void claimsPastTheirTimeDoNotFillTheMemory() {
    MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
    MemoryOneTimeUse claims = new MemoryOneTimeUse(clock);

    for (int n = 0; n < 10_000; n++) {
      claims.claim("k" + n, "alice", clock.instant().plusSeconds(60));
      clock.advance(Duration.ofSeconds(10));
    }

    assertThat(claims.size()).isLessThanOrEqualTo(64);
  }
}
