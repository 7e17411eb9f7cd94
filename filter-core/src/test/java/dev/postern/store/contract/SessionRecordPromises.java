package dev.postern.store.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for one record under one key. */
abstract class SessionRecordPromises extends StoreFixture {

  private static final UpdateResult GONE = new UpdateResult.Gone();

  @Test
  void aCreatedRecordIsFoundOnTheOtherNodeWithVersionOne() {
    SessionKey key = newKey();
    SessionRecord ninth =
        new SessionRecord(value("h"), Map.of(), clock.instant(), record().lifetime(), 9);

    assertThat(nodeA.create(key, ninth, Optional.empty())).isEqualTo(CreateResult.CREATED);

    assertThat(found(nodeB, key))
        .isEqualTo(
            new SessionRecord(value("h"), Map.of(), ninth.lastAccessedAt(), ninth.lifetime(), 1));
  }

  @Test
  void createNeverOverwritesARecord() {
    SessionKey key = createdOn(nodeA);

    assertThat(nodeB.create(key, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
    assertThat(found(nodeA, key).attributes()).containsOnly(Map.entry("first", value("1")));
  }

  @Test
  void createNeverOverwritesATombstone() {
    SessionKey key = createdOn(nodeA);

    nodeA.delete(key);

    assertThat(nodeB.create(key, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
    assertThat(nodeB.find(key, NO_TOUCH)).isEqualTo(ABSENT);
  }

  @Test
  void deletingWhatNeverWasLeavesATombstoneToo() {
    SessionKey key = newKey();

    assertThat(nodeA.delete(key)).isEmpty();

    assertThat(nodeB.create(key, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
  }

  @Test
  void theKeyOfAnExpiredRecordMayBeCreatedAgain() {
    SessionKey key = createdOn(nodeA);

    elapse(IDLE);

    assertThat(nodeB.create(key, record(), Optional.empty())).isEqualTo(CreateResult.CREATED);
  }

  @Test
  void updateNeverCreates() {
    SessionKey never = newKey();
    SessionKey deleted = createdOn(nodeA);
    SessionKey expired = createdOn(nodeA);
    nodeA.delete(deleted);
    elapse(IDLE);

    for (SessionKey key : new SessionKey[] {never, deleted, expired}) {
      assertThat(nodeB.update(key, set("a", "1"))).isEqualTo(GONE);
      assertThat(nodeB.find(key, NO_TOUCH)).isEqualTo(ABSENT);
    }
  }

  @Test
  void updateSetsAndRemovesOnlyWhatItNames() {
    SessionKey key = createdOn(nodeA);
    nodeA.update(key, set("kept", "k"));

    UpdateResult result = nodeB.update(key, delta(Map.of("new", value("n")), Set.of("first")));

    assertThat(result).isEqualTo(new UpdateResult.Saved(3));
    assertThat(found(nodeA, key).attributes())
        .containsOnly(Map.entry("kept", value("k")), Map.entry("new", value("n")));
    assertThat(found(nodeA, key).header()).isEqualTo(value("header"));
  }

  @Test
  void updateReplacesTheHeaderAndTheLifetimeItIsGiven() {
    SessionKey key = createdOn(nodeA);
    Lifetime endless = new Lifetime(Duration.ofSeconds(-1), clock.instant().plus(DEADLINE));

    nodeA.update(
        key,
        new SessionDelta(
            Optional.of(value("other")),
            Map.of(),
            Set.of(),
            clock.instant(),
            Optional.of(endless),
            OptionalLong.empty()));
    elapse(IDLE.multipliedBy(2));

    assertThat(found(nodeB, key).header()).isEqualTo(value("other"));
    assertThat(found(nodeB, key).lifetime()).isEqualTo(endless);
  }

  @Test
  void updateWithTheExpectedVersionIsSavedAndWithAnotherIsAConflict() {
    SessionKey key = createdOn(nodeA);

    assertThat(nodeA.update(key, set("a", "1").ifVersion(1))).isEqualTo(new UpdateResult.Saved(2));
    assertThat(nodeB.update(key, set("a", "2").ifVersion(1)))
        .isEqualTo(new UpdateResult.Conflict());
    assertThat(found(nodeA, key).attributes()).containsEntry("a", value("1"));
  }

  @Test
  void aRecordExpiresAtTheVeryEndOfItsIdleTimeout() {
    SessionKey key = createdOn(nodeA);

    elapse(IDLE.dividedBy(2));
    assertThat(found(nodeB, key)).isNotNull();

    elapse(IDLE.dividedBy(2));
    assertThat(nodeB.find(key, NO_TOUCH)).isEqualTo(ABSENT);
    assertThat(nodeA.delete(key)).isEmpty();
  }

  @Test
  void aTouchSlidesTheEndAndAnswersThePreviousAccess() {
    SessionKey key = createdOn(nodeA);
    Instant created = clock.instant();

    elapse(IDLE.dividedBy(2));
    Instant touched = clock.instant();
    SessionRecord before = ((FindResult.Found) nodeA.find(key, Optional.of(touched))).session();
    elapse(IDLE.dividedBy(2));

    assertThat(before.lastAccessedAt()).isEqualTo(created);
    assertThat(found(nodeB, key).lastAccessedAt()).isEqualTo(touched);
    assertThat(found(nodeB, key).version()).isEqualTo(1);
  }

  @Test
  void noTouchSlidesTheEndBeyondTheDeadline() {
    SessionKey key = newKey();
    nodeA.create(key, record(IDLE, IDLE.dividedBy(2)), Optional.empty());

    nodeA.find(key, Optional.of(clock.instant()));
    elapse(IDLE.dividedBy(2));

    assertThat(nodeB.find(key, Optional.of(clock.instant()))).isEqualTo(ABSENT);
  }

  @Test
  void theLastAccessNeverDecreases() {
    SessionKey key = createdOn(nodeA);
    Instant created = clock.instant();
    Instant earlier = created.minusSeconds(1);

    nodeA.find(key, Optional.of(earlier));
    nodeB.update(
        key,
        new SessionDelta(
            Optional.empty(), Map.of(), Set.of(), earlier, Optional.empty(), OptionalLong.empty()));

    assertThat(found(nodeB, key).lastAccessedAt()).isEqualTo(created);
  }

  @Test
  void deleteAnswersTheRecordOnceAndIsHarmlessTwice() {
    SessionKey key = createdOn(nodeA);
    nodeA.update(key, set("a", "1"));

    Optional<StoredSession> ended = nodeB.delete(key);

    assertThat(ended.orElseThrow().session().attributes())
        .containsOnly(Map.entry("first", value("1")), Map.entry("a", value("1")));
    assertThat(nodeA.delete(key)).isEmpty();
    assertThat(nodeA.find(key, NO_TOUCH)).isEqualTo(ABSENT);
  }

  @Test
  void aLargeAttributeIsTheSameWhetherItIsDeferredOrNot() {
    SessionKey key = createdOn(nodeA);
    String large = "x".repeat(3 * SessionStore.DEFERRED_ABOVE);
    nodeA.update(key, set("large", large));

    StoredValue told = requireNonNull(found(nodeB, key).attributes().get("large"));

    assertThat(told).isIn(value(large), new StoredValue.Deferred(3 * SessionStore.DEFERRED_ABOVE));
    assertThat(nodeB.attribute(key, "large")).contains(value(large));
    assertThat(nodeA.delete(key).orElseThrow().session().attributes())
        .containsEntry("large", value(large));
  }

  @Test
  void aSmallAttributeIsNeverDeferred() {
    SessionKey key = createdOn(nodeA);
    String small = "x".repeat(SessionStore.DEFERRED_ABOVE);
    nodeA.update(key, set("small", small));

    assertThat(found(nodeB, key).attributes()).containsEntry("small", value(small));
    assertThat(nodeB.attribute(key, "small")).contains(value(small));
  }

  @Test
  void anAttributeIsAnsweredAsItIsNow() {
    SessionKey key = newKey();
    String large = "x".repeat(3 * SessionStore.DEFERRED_ABOVE);
    SessionRecord first =
        new SessionRecord(
            value("header"),
            Map.of("large", value(large)),
            clock.instant(),
            record().lifetime(),
            1);
    nodeA.create(key, first, Optional.empty());

    nodeA.update(key, set("large", large + "y"));
    assertThat(nodeB.attribute(key, "large")).contains(value(large + "y"));

    nodeA.update(key, set("large", "now small"));
    assertThat(nodeB.attribute(key, "large")).contains(value("now small"));
    assertThat(found(nodeB, key).attributes()).containsEntry("large", value("now small"));

    nodeA.update(key, delta(Map.of(), Set.of("large")));
    assertThat(nodeB.attribute(key, "large")).isEmpty();
    assertThat(found(nodeB, key).attributes()).isEmpty();
  }

  @Test
  void noAttributeIsAnsweredOfASessionThatHasEnded() {
    SessionKey deleted = createdOn(nodeA);
    SessionKey expired = createdOn(nodeA);
    nodeA.delete(deleted);
    elapse(IDLE);

    for (SessionKey key : List.of(deleted, expired, newKey())) {
      assertThat(nodeB.attribute(key, "first")).isEmpty();
    }
  }
}
