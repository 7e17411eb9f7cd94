package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link SessionStore#takeExpired} promises: every session whose time is over is given away
 * once. A store's test extends this as it extends {@link SessionStoreContract}; its backend holds
 * the sessions of one test only, or of none whose end comes while another runs.
 */
public abstract class ExpiryContract extends StoreFixture {

  private static final int THREADS = 8;

  private final Race race = new Race();

  /** For subclasses. */
  protected ExpiryContract() {}

  @AfterEach
  void stopThreads() {
    race.close();
  }

  /** How long after its end a session is given away at the latest; a store may take its time. */
  protected Duration delay() {
    return Duration.ZERO;
  }

  @Test
  void anExpiredSessionIsGivenAwayOnceWithItsAttributes() {
    SessionKey key = createdOn(nodeA);
    nodeA.update(key, set("a", "1"));

    elapse(IDLE.plus(delay()));
    List<StoredSession> taken = takenOf(nodeB, Set.of(key));

    assertThat(taken).extracting(StoredSession::key).containsExactly(key);
    assertThat(taken.get(0).session().header()).isEqualTo(value("header"));
    assertThat(taken.get(0).session().attributes())
        .containsEntry("first", value("1"))
        .containsEntry("a", value("1"));
    assertThat(takenOf(nodeA, Set.of(key))).isEmpty();
  }

  @Test
  void aLargeAttributeIsGivenAwayInFull() {
    SessionKey key = createdOn(nodeA);
    String large = "x".repeat(3 * SessionStore.DEFERRED_ABOVE);
    nodeA.update(key, set("large", large));

    elapse(IDLE.plus(delay()));

    assertThat(takenOf(nodeB, Set.of(key)).get(0).session().attributes())
        .containsEntry("large", value(large));
  }

  @Test
  void neitherALiveSessionNorADeletedOneIsGivenAway() {
    SessionKey deleted = createdOn(nodeA);
    nodeA.delete(deleted);
    SessionKey live = newKey();
    nodeA.create(live, record(IDLE.multipliedBy(4), DEADLINE), Optional.empty());

    elapse(IDLE.plus(delay()));

    assertThat(takenOf(nodeB, Set.of(deleted, live))).isEmpty();
    assertThat(found(nodeB, live).version()).isEqualTo(1);
    nodeA.delete(live);
  }

  @Test
  void aSessionThatWasUsedMeanwhileIsGivenAwayAfterItsLaterEnd() {
    SessionKey key = createdOn(nodeA);
    elapse(IDLE.dividedBy(2));
    nodeB.find(key, Optional.of(clock.instant()));
    elapse(IDLE.dividedBy(2));

    assertThat(takenOf(nodeA, Set.of(key))).isEmpty();
    elapse(IDLE.plus(delay()));

    assertThat(takenOf(nodeA, Set.of(key))).hasSize(1);
  }

  @Test
  void aMovedSessionIsGivenAwayUnderItsLatestKey() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = newKey();
    nodeA.move(from, to, set("a", "1"), READABLE, Optional.empty());

    elapse(IDLE.plus(delay()));

    assertThat(takenOf(nodeB, Set.of(from, to))).extracting(StoredSession::key).containsExactly(to);
  }

  @Test
  void ofManyTakersOneIsGivenEachSession() {
    Set<SessionKey> keys = createdOnBoth(200);
    elapse(IDLE.plus(delay()));

    List<List<StoredSession>> taken =
        race.run(
            IntStream.range(0, THREADS)
                .<Callable<List<StoredSession>>>mapToObj(
                    thread -> () -> takenOf(thread % 2 == 0 ? nodeA : nodeB, keys))
                .toList());

    assertThat(taken.stream().flatMap(List::stream).map(StoredSession::key).toList())
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void noMoreAreGivenThanAskedFor() {
    Set<SessionKey> keys = createdOnBoth(3);

    elapse(IDLE.plus(delay()));
    List<StoredSession> first = nodeA.takeExpired(2);

    assertThat(first).hasSize(2);
    assertThat(takenOf(nodeB, keys)).hasSize(1);
  }

  private Set<SessionKey> createdOnBoth(int count) {
    Set<SessionKey> keys = new HashSet<>();
    for (int n = 0; n < count; n++) {
      keys.add(createdOn(n % 2 == 0 ? nodeA : nodeB));
    }
    return keys;
  }

  /** Takes all there are; those of other tests are not told. */
  private static List<StoredSession> takenOf(SessionStore node, Set<SessionKey> wanted) {
    List<StoredSession> all = new ArrayList<>();
    List<StoredSession> some = node.takeExpired(50);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = node.takeExpired(50);
    }
    all.removeIf(taken -> !wanted.contains(taken.key()));
    return all;
  }
}
