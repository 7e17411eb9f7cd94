package dev.postern.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.contract.DenylistContract;
import dev.postern.store.contract.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryDenylistTest extends DenylistContract {

  private static final Duration LIFE = Duration.ofMinutes(5);

  @Override
  protected Denylist newDenylist(Clock storeClock) {
    return new MemoryDenylist(storeClock);
  }

  @Override
  protected Denylist otherNode(Denylist first) {
    return first;
  }

  @Test
  void entriesPastTheirTimeAreForgottenAndTheNewestPositionStays() {
    MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
    MemoryDenylist log = new MemoryDenylist(clock);

    for (int n = 0; n < 10_000; n++) {
      log.append(
          new Denial(Denial.Kind.TOKEN, "k" + n, clock.instant(), clock.instant().plus(LIFE)));
      clock.advance(Duration.ofSeconds(10));
    }

    assertThat(log.size()).isLessThanOrEqualTo(64);
    assertThat(log.readAfter(LogPosition.START).newest()).isEqualTo(new LogPosition(0, 10_000));
  }
}
