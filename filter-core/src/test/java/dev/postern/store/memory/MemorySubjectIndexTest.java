package dev.postern.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Enrolment;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.contract.SubjectIndexContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemorySubjectIndexTest extends SubjectIndexContract {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(1);

  @Override
  protected SessionStore newStore(Clock storeClock) {
    return new MemorySessionStore(storeClock);
  }

  @Override
  protected SessionStore otherNode(SessionStore first) {
    return first;
  }

  @Test
  void subjectsWhoNeverComeBackLeaveNothingBehind() {
    MutableClock time = new MutableClock(NOON);
    MemorySessionStore own = new MemorySessionStore(time);
    for (int n = 0; n < 1_000; n++) {
      login(own, time, n);
    }

    time.advance(LIFE);
    for (int n = 1_000; n < 2_000; n++) {
      login(own, time, n);
    }

    assertThat(own.subjects()).isLessThanOrEqualTo(1_001);
  }

  private static void login(SessionStore store, Clock clock, int number) {
    SessionRecord session =
        new SessionRecord(
            new StoredValue.Reference("header"),
            Map.of(),
            clock.instant(),
            new Lifetime(LIFE, clock.instant().plus(LIFE)),
            1);
    String text = String.format("%043d", number);
    store.create(
        new SessionKey(text), session, Optional.of(new Enrolment(new SubjectKey(text), 1)));
  }
}
