package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link SessionStore}, on two nodes of one backend, without and with races. A
 * store's test extends this and implements {@link #newStore} and {@link #otherNode}.
 */
public abstract class SessionStoreContract extends SupersededPromises {

  private static final int THREADS = 16;
  private static final int CHANGES = 100;

  private final Race race = new Race();

  /** For subclasses. */
  protected SessionStoreContract() {}

  @AfterEach
  void stopThreads() {
    race.close();
  }

  @Test
  void ofManyCreatorsOneWins() {
    for (int trial = 0; trial < trials() / 10; trial++) {
      SessionKey key = newKey();

      List<CreateResult> created =
          race.run(
              each(THREADS, thread -> () -> node(thread).create(key, record(), Optional.empty())));

      assertThat(created).containsOnlyOnce(CreateResult.CREATED);
    }
  }

  @Test
  void changesToDifferentAttributesByManyThreadsAllStay() {
    SessionKey key = createdOn(nodeA);

    race.run(
        each(
            THREADS,
            thread ->
                () -> {
                  for (int change = 0; change < CHANGES; change++) {
                    node(thread).update(key, set(thread + "-" + change, "x"));
                  }
                  return thread;
                }));

    assertThat(found(nodeB, key).attributes()).hasSize(1 + THREADS * CHANGES);
    assertThat(found(nodeB, key).version()).isEqualTo(1 + THREADS * CHANGES);
  }

  @Test
  void ofManyChangesThatExpectOneVersionOneIsSaved() {
    for (int trial = 0; trial < trials() / 10; trial++) {
      SessionKey key = createdOn(nodeA);
      SessionDelta delta = set("a", "1").ifVersion(1);

      List<UpdateResult> results =
          race.run(each(THREADS, thread -> () -> node(thread).update(key, delta)));

      assertThat(results).filteredOn(UpdateResult.Saved.class::isInstance).hasSize(1);
    }
  }

  @Test
  void deleteWinsOverRacingChanges() {
    for (int trial = 0; trial < trials(); trial++) {
      SessionKey key = createdOn(nodeA);
      SessionDelta delta = set("a", "1");

      race.run(
          List.<Callable<Object>>of(
              () -> nodeA.update(key, delta),
              () -> nodeB.find(key, Optional.of(clock.instant())),
              () -> nodeB.delete(key)));

      assertThat(nodeA.find(key, NO_TOUCH)).isEqualTo(ABSENT);
      assertThat(nodeB.update(key, delta)).isEqualTo(new UpdateResult.Gone());
    }
  }

  @Test
  void ofManyDeletesOneIsAnsweredTheRecord() {
    for (int trial = 0; trial < trials() / 10; trial++) {
      SessionKey key = createdOn(nodeA);

      List<Optional<StoredSession>> ended =
          race.run(each(THREADS, thread -> () -> node(thread).delete(key)));

      assertThat(ended).filteredOn(Optional::isPresent).hasSize(1);
    }
  }

  @Test
  void deleteWinsOverARacingMove() {
    for (int trial = 0; trial < trials(); trial++) {
      SessionKey from = createdOn(nodeA);
      SessionKey to = newKey();

      race.run(
          List.<Callable<Object>>of(
              () -> nodeA.move(from, to, set("a", "1"), READABLE, Optional.empty()),
              () -> nodeB.delete(from)));

      assertThat(nodeA.find(from, NO_TOUCH)).isEqualTo(ABSENT);
      assertThat(nodeA.find(to, NO_TOUCH)).isEqualTo(ABSENT);
      assertThat(nodeB.update(to, set("b", "1"))).isEqualTo(new UpdateResult.Gone());
    }
  }

  @Test
  void racingMovesAndChangesLeaveOneSessionWithAllThatWasSaved() {
    for (int trial = 0; trial < trials() / 3; trial++) {
      SessionKey from = createdOn(nodeA);
      List<SessionKey> targets = List.of(newKey(), newKey());

      List<UpdateResult> results =
          race.run(
              List.of(
                  () ->
                      nodeA.move(from, targets.get(0), set("m0", "1"), READABLE, Optional.empty()),
                  () ->
                      nodeB.move(from, targets.get(1), set("m1", "1"), READABLE, Optional.empty()),
                  () -> following(nodeB, from, set("u", "1"))));

      List<SessionKey> live = new ArrayList<>(targets);
      live.removeIf(key -> !(nodeA.find(key, NO_TOUCH) instanceof FindResult.Found));
      assertThat(live).hasSize(1);
      String winner = live.get(0).equals(targets.get(0)) ? "m0" : "m1";
      assertThat(found(nodeB, live.get(0)).attributes().keySet())
          .containsExactlyInAnyOrder("first", "u", winner);
      assertThat(nodeB.find(from, NO_TOUCH)).isEqualTo(new FindResult.Moved(live.get(0)));
      assertThat(results.subList(0, 2)).contains(new UpdateResult.Moved(live.get(0)));
    }
  }

  private static UpdateResult following(SessionStore node, SessionKey key, SessionDelta delta) {
    UpdateResult result = node.update(key, delta);
    return result instanceof UpdateResult.Moved moved ? node.update(moved.to(), delta) : result;
  }

  private SessionStore node(int thread) {
    return thread % 2 == 0 ? nodeA : nodeB;
  }

  private static <T> List<Callable<T>> each(int threads, IntFunction<Callable<T>> runner) {
    return IntStream.range(0, threads).mapToObj(runner).toList();
  }
}
