package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.IMap;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attributes that are kept apart: what is transferred, and what is left behind. */
class LargeAttributeTest {

  private static final SessionKey KEY = Samples.key(1);
  private static final SessionKey NEXT = Samples.key(2);
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Members members;

  private final Instant now = Instant.now();
  private final CountedMaps maps = new CountedMaps(members.member(0));
  private final IMap<String, byte[]> values = members.member(0).getMap(MapConfigs.valuesOf("test"));
  private final HazelcastSessionStore store =
      new HazelcastSessionStore(maps.sessions(), Clock.systemUTC());

  @BeforeAll
  static void startMember() {
    members = Members.start(1);
  }

  @AfterAll
  static void stopMember() {
    members.close();
  }

  @BeforeEach
  void createSession() {
    members.member(0).getMap(MapConfigs.sessionsOf("test")).clear();
    values.clear();
    store.create(KEY, Samples.session(now, IDLE), Optional.empty());
    store.update(KEY, Samples.set(Samples.large(), now, "large"));
    maps.reset();
  }

  @Test
  void aRequestThatDoesNotAskForItTransfersLittle() {
    FindResult found = store.find(KEY, Optional.of(now.plusSeconds(1)));
    store.update(KEY, Samples.set("b", now));

    assertThat(((FindResult.Found) found).session().attributes())
        .containsEntry("large", new StoredValue.Deferred(1024 * 1024));
    assertThat(maps.bytes()).isBetween(1L, 2_000L);
  }

  @Test
  void whoeverAsksForItIsSentItOnce() {
    assertThat(store.attribute(KEY, "large")).contains(Samples.large());

    assertThat(maps.bytes()).isBetween(1024 * 1024L, 1024 * 1024L + 2_000);
  }

  @Test
  void itLivesAsLongAsItsSessionMayAndNoLonger() {
    assertThat(leftOf(onlyValue()))
        .isBetween(Duration.ofHours(24), Duration.ofHours(24).plus(Duration.ofMinutes(12)));
  }

  @Test
  void itLivesOnWithASessionWhoseDeadlineIsPutOff() {
    Lifetime longer = new Lifetime(IDLE, now.plus(Duration.ofDays(2)));

    store.move(KEY, NEXT, lifetime(longer), Grace.NONE, Optional.empty());

    assertThat(leftOf(onlyValue())).isGreaterThan(Duration.ofHours(47));
    assertThat(store.attribute(NEXT, "large")).contains(Samples.large());
  }

  @Test
  void itIsForgottenWhenItIsReplacedOrRemoved() {
    String first = onlyValue();

    store.update(KEY, Samples.set(Samples.large(), now, "large"));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(values.containsKey(first)).isFalse());
    assertThat(values.keySet()).hasSize(1);

    store.update(KEY, Samples.set("large", now));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(values.keySet()).isEmpty());
  }

  @Test
  void itIsForgottenWhenItsSessionIsDeleted() {
    store.delete(KEY);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(values.keySet()).isEmpty());
  }

  @Test
  void aChangeThatIsNotSavedLeavesNothingBehind() {
    String first = onlyValue();
    SessionDelta delta = Samples.set(Samples.large(), now, "large");

    assertThat(store.update(KEY, delta.ifVersion(99))).isEqualTo(new UpdateResult.Conflict());
    assertThat(store.update(NEXT, delta)).isEqualTo(new UpdateResult.Gone());
    assertThat(store.move(NEXT, KEY, delta, Grace.NONE, Optional.empty()))
        .isEqualTo(new UpdateResult.Gone());
    store.create(KEY, Samples.session(now, IDLE).with(delta), Optional.empty());

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(values.keySet()).containsExactly(first));
    assertThat(store.attribute(KEY, "large")).contains(Samples.large());
  }

  @Test
  void aMoveThatFailsTakesNothingFromTheSession() {
    store.create(NEXT, Samples.session(now, IDLE), Optional.empty());

    assertThat(store.move(KEY, NEXT, Samples.set("b", now), Grace.NONE, Optional.empty()))
        .isEqualTo(new UpdateResult.Gone());

    assertThat(store.attribute(KEY, "large")).contains(Samples.large());
  }

  @Test
  void aValueThatWasLostIsAMissingAttributeAndNoOutage() {
    values.clear();

    assertThat(store.attribute(KEY, "large")).isEmpty();
    assertThat(store.delete(KEY).orElseThrow().session().attributes()).containsOnlyKeys("a");
  }

  private String onlyValue() {
    Set<String> keys = values.keySet();
    assertThat(keys).hasSize(1);
    return keys.iterator().next();
  }

  private Duration leftOf(String key) {
    Grid grid = new Grid(values, SessionStore.EXPIRED_KEPT);
    return Duration.ofMillis(grid.expirationOf(key) - System.currentTimeMillis());
  }

  private SessionDelta lifetime(Lifetime lifetime) {
    return new SessionDelta(
        Optional.empty(), Map.of(), Set.of(), now, Optional.of(lifetime), OptionalLong.empty());
  }
}
