package dev.postern.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.contract.SessionStoreContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemorySessionStoreTest extends SessionStoreContract {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final MutableClock time = new MutableClock(NOON);
  private final MemorySessionStore own = new MemorySessionStore(time);

  @Override
  protected SessionStore newStore(Clock storeClock) {
    return new MemorySessionStore(storeClock);
  }

  @Override
  protected SessionStore otherNode(SessionStore first) {
    return first;
  }

  @Test
  void whatHasEndedLeavesTheTableWithLaterWrites() {
    for (int n = 0; n < 1_000; n++) {
      own.create(key("old", n), session(), Optional.empty());
      own.delete(key("gone", n));
    }

    time.advance(SessionStore.TOMBSTONE_LIFE);
    for (int n = 0; n < 1_000; n++) {
      own.create(key("new", n), session(), Optional.empty());
    }

    assertThat(own.size()).isLessThanOrEqualTo(1_100);
  }

  @Test
  void pointersLeaveTheTableWhileTheSessionLives() {
    own.create(key("k", 0), session(Duration.ofHours(1)), Optional.empty());

    for (int n = 0; n < 1_000; n++) {
      own.move(key("k", n), key("k", n + 1), nothing(), new Grace(LIFE, true), Optional.empty());
      time.advance(LIFE.dividedBy(10));
    }

    assertThat(own.size()).isLessThanOrEqualTo(20);
  }

  @Test
  void aTombstoneEndsWithItsTime() {
    own.create(key("k", 0), session(), Optional.empty());
    own.delete(key("k", 0));

    time.advance(SessionStore.TOMBSTONE_LIFE.minusMillis(1));
    assertThat(own.create(key("k", 0), session(), Optional.empty())).isEqualTo(CreateResult.TAKEN);

    time.advance(Duration.ofMillis(1));
    assertThat(own.create(key("k", 0), session(), Optional.empty()))
        .isEqualTo(CreateResult.CREATED);
  }

  @Test
  void aClockSetBackRevivesNothing() {
    own.create(key("k", 0), session(), Optional.empty());
    time.advance(LIFE);
    assertThat(own.find(key("k", 0), Optional.empty())).isEqualTo(new FindResult.Absent());

    time.advance(LIFE.negated());

    assertThat(own.find(key("k", 0), Optional.empty())).isEqualTo(new FindResult.Absent());
  }

  @Test
  void attributesAreTheObjectsThemselves() {
    StringBuilder mutable = new StringBuilder("a");
    own.create(
        key("k", 0),
        new SessionRecord(
            new StoredValue.Reference("header"),
            Map.of("m", new StoredValue.Reference(mutable)),
            time.instant(),
            new Lifetime(LIFE, time.instant().plus(LIFE)),
            1),
        Optional.empty());

    mutable.append("b");

    FindResult.Found found = (FindResult.Found) own.find(key("k", 0), Optional.empty());
    assertThat(found.session().attributes()).containsEntry("m", new StoredValue.Reference(mutable));
    assertThat(mutable).hasToString("ab");
  }

  private SessionRecord session() {
    return session(LIFE);
  }

  private SessionRecord session(Duration life) {
    return new SessionRecord(
        new StoredValue.Reference("header"),
        Map.of(),
        time.instant(),
        new Lifetime(life, time.instant().plus(life)),
        1);
  }

  private SessionDelta nothing() {
    return new SessionDelta(
        Optional.empty(),
        Map.of(),
        Set.of(),
        time.instant(),
        Optional.empty(),
        OptionalLong.empty());
  }

  private static SessionKey key(String name, int n) {
    return new SessionKey(String.format("%-10s%033d", name, n));
  }
}
