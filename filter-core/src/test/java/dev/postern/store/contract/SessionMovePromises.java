package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds when a session changes its key. */
abstract class SessionMovePromises extends SessionRecordPromises {

  private static final UpdateResult GONE = new UpdateResult.Gone();

  @Test
  void moveKeepsTheRecordAndAppliesTheChange() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = newKey();

    UpdateResult result = nodeA.move(from, to, set("a", "1"), READABLE, Optional.empty());

    assertThat(result).isEqualTo(new UpdateResult.Saved(2));
    assertThat(found(nodeB, to).attributes().keySet()).isEqualTo(Set.of("first", "a"));
    assertThat(found(nodeB, to).version()).isEqualTo(2);
  }

  @Test
  void withinAReadableGraceTheOldKeyLeadsToTheNewOne() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = moved(from, READABLE);

    assertThat(nodeB.find(from, NO_TOUCH)).isEqualTo(new FindResult.Moved(to));
    assertThat(nodeB.update(from, set("a", "1"))).isEqualTo(new UpdateResult.Moved(to));
    assertThat(nodeB.move(from, newKey(), set("a", "1"), READABLE, Optional.empty()))
        .isEqualTo(new UpdateResult.Moved(to));
    assertThat(nodeB.create(from, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
  }

  @Test
  void withinAGraceThatIsNotReadableNoLookUpLearnsTheNewKey() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = moved(from, NOT_READABLE);

    assertThat(nodeB.find(from, NO_TOUCH)).isEqualTo(new FindResult.Superseded());
    assertThat(nodeB.update(from, set("a", "1"))).isEqualTo(new UpdateResult.Moved(to));
    assertThat(nodeB.create(from, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
  }

  @Test
  void aMoveThatIsNotReadableHidesTheSessionFromEarlierPointersToo() {
    SessionKey planted = createdOn(nodeA);
    SessionKey renewed = moved(planted, READABLE);
    SessionKey loggedIn = moved(renewed, NOT_READABLE);

    FindResult result = nodeB.find(planted, NO_TOUCH);
    for (int hop = 0; hop < 3 && result instanceof FindResult.Moved next; hop++) {
      result = nodeB.find(next.to(), NO_TOUCH);
    }

    assertThat(result).isEqualTo(new FindResult.Superseded());
    assertThat(found(nodeB, loggedIn)).isNotNull();
  }

  @Test
  void withoutGraceTheOldKeyIsAbsentAtOnce() {
    SessionKey from = createdOn(nodeA);
    moved(from, Grace.NONE);

    assertThat(nodeB.find(from, NO_TOUCH)).isEqualTo(ABSENT);
    assertThat(nodeB.update(from, set("a", "1"))).isEqualTo(GONE);
  }

  @Test
  void afterTheGraceTheOldKeyIsAbsentAndCannotEndTheSession() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = moved(from, READABLE);

    elapse(READABLE.length());

    assertThat(nodeB.find(from, NO_TOUCH)).isEqualTo(ABSENT);
    assertThat(nodeB.update(from, set("a", "1"))).isEqualTo(GONE);
    assertThat(nodeB.move(from, newKey(), set("a", "1"), READABLE, Optional.empty()))
        .isEqualTo(GONE);
    assertThat(nodeB.delete(from)).isEmpty();
    assertThat(found(nodeA, to)).isNotNull();
  }

  @Test
  void aPointerNeverOutlivesItsRecord() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = moved(from, new Grace(IDLE.multipliedBy(4), true));

    elapse(IDLE);

    assertThat(nodeB.find(from, NO_TOUCH)).isEqualTo(ABSENT);
    assertThat(nodeB.find(to, NO_TOUCH)).isEqualTo(ABSENT);
  }

  @Test
  void deletingByAnyKeyEndsTheSessionUnderAllOfThem() {
    SessionKey first = createdOn(nodeA);
    SessionKey second = moved(first, NOT_READABLE);
    SessionKey third = moved(second, READABLE);

    Optional<StoredSession> ended = nodeB.delete(second);

    assertThat(ended).isPresent();
    for (SessionKey key : List.of(first, second, third)) {
      assertThat(nodeA.find(key, NO_TOUCH)).isEqualTo(ABSENT);
      assertThat(nodeA.update(key, set("a", "1"))).isEqualTo(GONE);
    }
    assertThat(nodeA.create(second, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
    assertThat(nodeA.create(third, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
  }

  @Test
  void moveNeverOverwritesAndNeverCreates() {
    SessionKey taken = createdOn(nodeA);
    SessionKey deleted = createdOn(nodeA);
    nodeA.delete(deleted);
    SessionKey from = createdOn(nodeA);

    assertThat(nodeB.move(from, taken, set("a", "1"), READABLE, Optional.empty())).isEqualTo(GONE);
    assertThat(nodeB.move(from, deleted, set("a", "1"), READABLE, Optional.empty()))
        .isEqualTo(GONE);
    assertThat(nodeB.move(newKey(), newKey(), set("a", "1"), READABLE, Optional.empty()))
        .isEqualTo(GONE);
    assertThat(found(nodeA, from).version()).isEqualTo(1);
  }

  @Test
  void aMoveThatConflictsLeavesTheOldKeyAlone() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = newKey();

    assertThat(nodeA.move(from, to, set("a", "1").ifVersion(7), READABLE, Optional.empty()))
        .isEqualTo(new UpdateResult.Conflict());
    assertThat(found(nodeB, from).version()).isEqualTo(1);
    assertThat(nodeB.find(to, NO_TOUCH)).isEqualTo(ABSENT);
  }

  private SessionKey moved(SessionKey from, Grace grace) {
    SessionKey to = newKey();
    assertThat(nodeA.move(from, to, set("moved", "m"), grace, Optional.empty()))
        .isInstanceOf(UpdateResult.Saved.class);
    return to;
  }

  @Test
  void largeAttributesMoveWithTheirSessionAndAreAnsweredUnderTheOldKeyToo() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = newKey();
    StoredValue large = value("x".repeat(3 * SessionStore.DEFERRED_ABOVE));
    nodeA.update(from, delta(Map.of("large", large), Set.of()));

    nodeA.move(from, to, set("a", "1"), NOT_READABLE, Optional.empty());

    assertThat(nodeB.attribute(to, "large")).contains(large);
    assertThat(nodeB.attribute(from, "large")).contains(large);
  }
}
