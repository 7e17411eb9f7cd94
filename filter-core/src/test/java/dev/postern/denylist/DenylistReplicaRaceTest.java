package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.StoreException;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DenylistReplicaRaceTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final int THREADS = 32;

  private final MutableClock clock = new MutableClock(NOON);
  private final FakeLog log = new FakeLog();
  private final Race race = new Race();
  private final Set<Thread> asking = ConcurrentHashMap.newKeySet();

  @AfterEach
  void stopThreads() {
    race.close();
  }

  @Test
  void manyQuestionsAtAnOldCopyShareOneRead() {
    DenylistReplica replica = node(BOUND);
    isDenied(replica, "j", "alice", NOON);

    clock.advance(BOUND);
    race.run(questions(replica));

    assertThat(log.reads).hasValue(2);
  }

  @Test
  void inStrictModeAllThatWaitForASlowReadShareTheNextOne() {
    DenylistReplica replica = node(Duration.ZERO);
    openGateWhenAllWait();

    race.run(questions(replica));

    // The first read is under way when most ask; they wait for one that begins after it.
    assertThat(log.reads.get()).isBetween(1, 4);
  }

  @Test
  void aBrokenLogIsNotAskedByEveryWaiterInTurn() {
    DenylistReplica replica = node(BOUND);
    log.broken = true;
    openGateWhenAllWait();

    List<Boolean> refused =
        race.run(
            IntStream.range(0, THREADS)
                .<Callable<Boolean>>mapToObj(n -> () -> isRefused(replica))
                .map(this::noted)
                .toList());

    assertThat(refused).containsOnly(true);
    assertThat(log.reads.get()).isBetween(1, 4);
  }

  @Test
  void withinTheBoundNobodyWaitsForASlowRead() {
    DenylistReplica replica = node(BOUND);
    isDenied(replica, "j", "alice", NOON);
    CountDownLatch gate = new CountDownLatch(1);
    log.gate = gate;
    clock.advance(BOUND.minusMillis(1));

    List<Callable<Boolean>> all = new ArrayList<>();
    CountDownLatch others = new CountDownLatch(THREADS - 1);
    for (int n = 0; n < THREADS; n++) {
      all.add(
          () -> {
            boolean denied = isDenied(replica, "j", "alice", NOON);
            others.countDown();
            return denied;
          });
    }
    all.add(
        () -> {
          boolean answered = others.await(30, TimeUnit.SECONDS);
          gate.countDown();
          return !answered;
        });

    assertThat(race.run(all)).containsOnly(false);
    assertThat(log.reads).hasValue(2);
  }

  @Test
  void inStrictModeNoQuestionAskedAfterADenialIsAnsweredNo() {
    DenylistReplica denier = node(Duration.ZERO);
    DenylistReplica asked = node(Duration.ZERO);

    List<Boolean> results =
        race.run(
            IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(
                    thread ->
                        () -> {
                          boolean allDenied = true;
                          for (int n = 0; n < 500; n++) {
                            String jti = thread + "-" + n;
                            denier.denyToken(jti, LATER);
                            allDenied &= isDenied(asked, jti, "alice", NOON);
                          }
                          return allDenied;
                        })
                .toList());

    assertThat(results).containsOnly(true);
    assertThat(log.entries()).hasSize(8 * 500);
  }

  /** The log answers when every thread has asked and got stuck. */
  private void openGateWhenAllWait() {
    CountDownLatch gate = new CountDownLatch(1);
    log.gate = gate;
    Thread opener =
        new Thread(
            () -> {
              while (asking.size() < THREADS
                  || !asking.stream().allMatch(DenylistReplicaRaceTest::isStuck)) {
                LockSupport.parkNanos(1_000_000);
              }
              gate.countDown();
            });
    opener.setDaemon(true);
    opener.start();
  }

  private static boolean isStuck(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private <T> Callable<T> noted(Callable<T> question) {
    return () -> {
      asking.add(Thread.currentThread());
      return question.call();
    };
  }

  private static boolean isRefused(DenylistReplica replica) {
    try {
      isDenied(replica, "j", "alice", NOON);
      return false;
    } catch (StoreException e) {
      return true;
    }
  }

  private List<Callable<Boolean>> questions(DenylistReplica replica) {
    return IntStream.range(0, THREADS)
        .<Callable<Boolean>>mapToObj(n -> () -> isDenied(replica, "j" + n, "alice", NOON))
        .map(this::noted)
        .toList();
  }

  private DenylistReplica node(Duration staleness) {
    return new DenylistReplica(log, new byte[32], staleness, Duration.ofSeconds(60), clock);
  }

  private static boolean isDenied(
      DenylistReplica replica, String jti, String subject, Instant authenticatedAt) {
    return !replica.ask(Facts.of(jti, subject, authenticatedAt)).isAllowed();
  }
}
