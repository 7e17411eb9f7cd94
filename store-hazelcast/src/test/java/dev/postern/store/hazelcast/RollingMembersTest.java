package dev.postern.store.hazelcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Members go and others come, as in a rolling update, while a member that stays and a client write.
 * Now and then a backup is refused, since its entries are just moving. Hazelcast waits longer for
 * it here than a write may take, so only a write that is made again has its answer in time.
 */
class RollingMembersTest {

  private static final Duration UNTIL_AGAIN = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int WRITERS = 4;
  private static final int UPDATES = 2;

  private final AtomicBoolean isOver = new AtomicBoolean();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void noWriteFailsWhileMembersGoAndCome() {
    try (Members members = Members.start(2);
        Calls calls = new Calls("rolling", 2 * WRITERS, UNTIL_AGAIN, PATIENCE)) {
      List<CompletableFuture<Integer>> writers = new ArrayList<>();
      for (HazelcastInstance instance : List.of(members.member(0), members.client())) {
        Grid grid = grid(instance, calls);
        for (int writer = 0; writer < WRITERS; writer++) {
          writers.add(CompletableFuture.supplyAsync(() -> work(grid), threads));
        }
      }
      awaitClient(members.member(0));
      update(members);

      assertThat(writers.stream().map(CompletableFuture::join)).allMatch(done -> done > 0);
    }
  }

  /** One that knows only the member that goes would be without a cluster for a moment. */
  private static void awaitClient(HazelcastInstance staying) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !staying.getClientService().getConnectedClients().isEmpty());
  }

  private void update(Members members) {
    try {
      for (int update = 0; update < UPDATES; update++) {
        members.replace(1);
      }
    } finally {
      isOver.set(true);
    }
  }

  private int work(Grid grid) {
    int rounds = 0;
    while (!isOver.get()) {
      byte[] one = bytes();
      byte[] two = bytes();
      byte[] three = bytes();
      String key = UUID.randomUUID().toString();

      assertThat(grid.putIfAbsent(key, one, LIFE)).isEmpty();
      assertThat(grid.replace(key, one, two, LIFE)).isTrue();
      grid.set(key, three, LIFE);
      assertThat(grid.replace(key, two, one, LIFE)).isFalse();
      assertThat(grid.get(key)).contains(three);
      grid.remove(key, three);
      assertThat(grid.get(key)).isEmpty();
      rounds++;
    }
    return rounds;
  }

  private static byte[] bytes() {
    return UUID.randomUUID().toString().getBytes(UTF_8);
  }

  private static Grid grid(HazelcastInstance instance, Calls calls) {
    return new Grid(
        instance.getMap(MapConfigs.sessionsOf("test")),
        MapConfigs.SESSION_LIFE,
        new Lanes(calls, calls, calls),
        new Halves());
  }
}
