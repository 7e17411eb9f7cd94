package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds when a session ends because its client gets another one. */
abstract class SupersededPromises extends SessionMovePromises {

  private static final Duration WHILE = Duration.ofMinutes(2);
  private static final FindResult SUPERSEDED = new FindResult.Superseded();
  private static final UpdateResult GONE = new UpdateResult.Gone();

  @Test
  void aSupersededSessionHasEndedAndSaysThatAnotherTookItsPlace() {
    SessionKey key = createdOn(nodeA);

    Optional<StoredSession> ended = nodeA.supersede(key, WHILE);

    assertThat(ended.orElseThrow().session().attributes()).containsEntry("first", value("1"));
    assertThat(nodeB.find(key, Optional.of(clock.instant()))).isEqualTo(SUPERSEDED);
    assertThat(nodeB.attribute(key, "first")).isEmpty();
    assertThat(nodeB.update(key, set("a", "1"))).isEqualTo(GONE);
    assertThat(nodeB.move(key, newKey(), set("a", "1"), READABLE, Optional.empty()))
        .isEqualTo(GONE);
    assertThat(nodeB.create(key, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
    assertThat(nodeB.supersede(key, WHILE)).isEmpty();
  }

  @Test
  void afterTheGraceASupersededSessionIsAbsent() {
    SessionKey key = createdOn(nodeA);
    nodeA.supersede(key, WHILE);

    elapse(WHILE);

    assertThat(nodeB.find(key, NO_TOUCH)).isEqualTo(ABSENT);
    assertThat(nodeB.create(key, record(), Optional.empty())).isEqualTo(CreateResult.TAKEN);
  }

  @Test
  void aGraceLongerThanATombstoneCountsNoLongerThanThat() {
    SessionKey key = createdOn(nodeA);
    nodeA.supersede(key, SessionStore.TOMBSTONE_LIFE.multipliedBy(2));

    elapse(SessionStore.TOMBSTONE_LIFE);

    assertThat(nodeB.find(key, NO_TOUCH)).isEqualTo(ABSENT);
  }

  @Test
  void everyKeyOfASupersededSessionSaysSo() {
    SessionKey first = createdOn(nodeA);
    SessionKey second = newKey();
    SessionKey third = newKey();
    nodeA.move(first, second, set("a", "1"), NOT_READABLE, Optional.empty());
    nodeA.move(second, third, set("a", "1"), READABLE, Optional.empty());

    assertThat(nodeB.supersede(second, WHILE)).isPresent();

    for (SessionKey key : List.of(first, second, third)) {
      assertThat(nodeA.find(key, NO_TOUCH)).isEqualTo(SUPERSEDED);
      assertThat(nodeA.update(key, set("a", "1"))).isEqualTo(GONE);
    }
  }
}
