package dev.postern.store.contract;

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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes on one empty backend, and the words the promises are written in. */
abstract class StoreFixture {

  /** Long: a server that owns the clock goes on while the machine of a test stalls. */
  static final Duration IDLE = Duration.ofMinutes(4);

  static final Duration DEADLINE = Duration.ofHours(2);
  static final Grace READABLE = new Grace(Duration.ofMinutes(2), true);
  static final Grace NOT_READABLE = new Grace(Duration.ofMinutes(2), false);
  static final FindResult ABSENT = new FindResult.Absent();
  static final Optional<Instant> NO_TOUCH = Optional.empty();

  private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());

  final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  SessionStore nodeA;
  SessionStore nodeB;

  /** Opens a store, on a backend that no other test writes to or with keys of its own. */
  protected abstract SessionStore newStore(Clock storeClock);

  /** Another node on the backend of this store; the store itself if its backend has only one. */
  protected abstract SessionStore otherNode(SessionStore first);

  /** Lets time pass; a store whose server owns the clock moves that too. */
  protected void elapse(Duration length) {
    clock.advance(length);
  }

  /** How often a race is run. */
  protected int trials() {
    return 3_000;
  }

  @BeforeEach
  void openTwoNodes() {
    nodeA = newStore(clock);
    nodeB = otherNode(nodeA);
  }

  static SessionKey newKey() {
    return new SessionKey(String.format("%043d", KEYS.incrementAndGet()));
  }

  SessionKey createdOn(SessionStore node) {
    SessionKey key = newKey();
    assertThat(node.create(key, record(), Optional.empty())).isEqualTo(CreateResult.CREATED);
    return key;
  }

  SessionRecord record() {
    return record(IDLE, DEADLINE);
  }

  SessionRecord record(Duration idleTimeout, Duration untilDeadline) {
    Instant now = clock.instant();
    return new SessionRecord(
        value("header"),
        Map.of("first", value("1")),
        now,
        new Lifetime(idleTimeout, now.plus(untilDeadline)),
        1);
  }

  SessionDelta set(String name, String text) {
    return delta(Map.of(name, value(text)), Set.of());
  }

  SessionDelta delta(Map<String, StoredValue> changed, Set<String> removed) {
    return new SessionDelta(
        Optional.empty(),
        changed,
        removed,
        clock.instant(),
        Optional.empty(),
        OptionalLong.empty());
  }

  static StoredValue value(String text) {
    return new StoredValue.Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static SessionRecord found(SessionStore node, SessionKey key) {
    FindResult result = node.find(key, NO_TOUCH);
    assertThat(result).isInstanceOf(FindResult.Found.class);
    return ((FindResult.Found) result).session();
  }
}
