package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.StoreException;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

  @AfterEach
  void stopThreads() {
    race.close();
  }

  @Test
  void manyQuestionsAtAnOldCopyShareOneRead() {
    DenylistReplica replica = node(BOUND);
    replica.isDenied("j", "alice", NOON);

    clock.advance(BOUND);
    race.run(questions(replica));

    assertThat(log.reads).hasValue(2);
  }

  @Test
  void inStrictModeAllThatWaitForASlowReadShareTheNextOne() {
    DenylistReplica replica = node(Duration.ZERO);
    openGateInAWhile();

    race.run(questions(replica));

    // The first read is under way when most ask; they wait for one that begins after it.
    assertThat(log.reads.get()).isBetween(1, 4);
  }

  @Test
  void aBrokenLogIsNotAskedByEveryWaiterInTurn() {
    DenylistReplica replica = node(BOUND);
    log.broken = true;
    openGateInAWhile();

    List<Boolean> refused =
        race.run(
            IntStream.range(0, THREADS)
                .<Callable<Boolean>>mapToObj(n -> () -> isRefused(replica))
                .toList());

    assertThat(refused).containsOnly(true);
    assertThat(log.reads.get()).isBetween(1, 4);
  }

  @Test
  void withinTheBoundNobodyWaitsForASlowRead() {
    DenylistReplica replica = node(BOUND);
    replica.isDenied("j", "alice", NOON);
    CountDownLatch gate = new CountDownLatch(1);
    log.gate = gate;
    clock.advance(BOUND.minusMillis(1));

    List<Callable<Boolean>> all = new ArrayList<>();
    CountDownLatch others = new CountDownLatch(THREADS - 1);
    for (int n = 0; n < THREADS; n++) {
      all.add(
          () -> {
            boolean denied = replica.isDenied("j", "alice", NOON);
            others.countDown();
            return denied;
          });
    }
    all.add(
        () -> {
          boolean answered = others.await(10, TimeUnit.SECONDS);
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
                            denier.deny(jti, LATER);
                            allDenied &= asked.isDenied(jti, "alice", NOON);
                          }
                          return allDenied;
                        })
                .toList());

    assertThat(results).containsOnly(true);
    assertThat(log.entries()).hasSize(8 * 500);
  }

  private void openGateInAWhile() {
    CountDownLatch gate = new CountDownLatch(1);
    log.gate = gate;
    var opener = Executors.newSingleThreadScheduledExecutor();
    Future<?> unused = opener.schedule(gate::countDown, 300, TimeUnit.MILLISECONDS);
    opener.shutdown();
  }

  private static boolean isRefused(DenylistReplica replica) {
    try {
      replica.isDenied("j", "alice", NOON);
      return false;
    } catch (StoreException e) {
      return true;
    }
  }

  private static List<Callable<Boolean>> questions(DenylistReplica replica) {
    return IntStream.range(0, THREADS)
        .<Callable<Boolean>>mapToObj(n -> () -> replica.isDenied("j" + n, "alice", NOON))
        .toList();
  }

  private DenylistReplica node(Duration staleness) {
    return new DenylistReplica(log, new byte[32], staleness, clock);
  }
}
