package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.store.StoreSettings;
import dev.postern.store.contract.Answer;
import dev.postern.store.contract.Deed;
import dev.postern.store.contract.DenyingNode;
import dev.postern.store.contract.Taking;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One of two members stands still and is then lost, while the node on the other one takes
 * credentials back without a pause: what was confirmed is there, and of what is not somebody was
 * told (FAULTS H1).
 */
class HazelcastFailoverTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BOUND = Duration.ofMillis(200);
  private static final int TRIALS = Integer.getInteger("soak.failover", 30);

  private final List<Integer> ports = Members.freePorts(2);
  private final String cluster = "failover-" + UUID.randomUUID();
  private final Collection<Deed> deeds = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    isOver.set(true);
    threads.shutdownNow();
  }

  @Test
  void nothingThatWasConfirmedIsLostAndTheRestWasReportedAndHoldsInTheEnd() {
    try (MemberProcess doomed = MemberProcess.start(member(0));
        HazelcastStores stores = open(member(1))) {
      Members.awaitMeeting(List.of(stores.instance()), 2);
      DenyingNode here = new DenyingNode(stores.denylist(), BOUND);
      DenyingNode there = node(stores);
      await().atMost(PATIENCE).until(() -> there.answerToUntouched() == Answer.ACCEPTED);
      List<CompletableFuture<Void>> streams = takeBack(here);
      await().atMost(PATIENCE).until(() -> count(true) > TRIALS);

      doomed.freeze();
      await().atMost(PATIENCE).until(() -> count(false) > 0);
      doomed.kill();

      long before = count(true);
      await().atMost(PATIENCE).until(() -> count(true) > before + TRIALS);
      isOver.set(true);
      streams.forEach(CompletableFuture::join);
      // Before the first node looks at the log and tells it again what it lacks.
      DenyingNode fresh = node(stores);
      await().atMost(PATIENCE).until(() -> fresh.answerToUntouched() == Answer.ACCEPTED);
      assertThat(deeds.stream().filter(Deed::isConfirmed))
          .noneMatch(deed -> deed.answerOf(fresh) == Answer.ACCEPTED);
      for (DenyingNode node : List.of(here, there, fresh)) {
        await().atMost(PATIENCE).until(() -> Deed.areHeldBy(node, deeds));
      }
    }
  }

  /** Each kind in a thread of its own, until it is over. */
  private List<CompletableFuture<Void>> takeBack(DenyingNode node) {
    List<CompletableFuture<Void>> streams = new ArrayList<>();
    for (Taking way : Taking.values()) {
      streams.add(CompletableFuture.runAsync(() -> takeBack(node, way), threads));
    }
    return streams;
  }

  private void takeBack(DenyingNode node, Taking way) {
    for (int n = 0; !isOver.get(); n++) {
      deeds.add(Deed.of(node, way, n));
    }
  }

  private long count(boolean confirmed) {
    return deeds.stream().filter(deed -> deed.isConfirmed() == confirmed).count();
  }

  /** Another one on the same member. */
  private DenyingNode node(HazelcastStores stores) {
    return new DenyingNode(
        new HazelcastDenylist(Members.denials(stores.instance(), cluster), CLOCK), BOUND);
  }

  private HazelcastStores open(String uri) {
    return (HazelcastStores)
        new HazelcastStoreProvider()
            .open(
                new StoreSettings(
                    cluster, Map.of("store.uri", uri, "store.read-timeout", "1s"), CLOCK));
  }

  private String member(int number) {
    return "hazelcast-embedded://127.0.0.1:"
        + ports.get(0)
        + ",127.0.0.1:"
        + ports.get(1)
        + "/"
        + cluster
        + "?port="
        + ports.get(number);
  }
}
