package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.denylist.DenylistReplica;
import dev.postern.store.StoreSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DenylistPollerTest {

  private static final Duration STALENESS = Duration.ofMillis(100);
  private static final String THREAD = "postern-denylist-polled";

  @Test
  void theLogIsReadAgainAndAgainUntilTheApplicationEnds() throws Exception {
    var stores = open();
    var polls = new AtomicInteger();
    DenylistReplica replica =
        new DenylistReplica(stores.denylist(), new byte[32], STALENESS, Clock.systemUTC());

    DenylistPoller poller = new DenylistPoller("polled", replica, STALENESS, loader());
    try {
      Await.until(() -> polls.addAndGet(stores.tripsSinceLast()) > 2);
    } finally {
      poller.close();
    }

    assertThat(isRunning()).isFalse();
  }

  @Test
  void whatNobodyForesawDoesNotEndThePolling() throws Exception {
    var stores = open();
    var polls = new AtomicInteger();
    stores.breakWith(() -> new IllegalArgumentException("a mistake"));
    DenylistReplica replica =
        new DenylistReplica(stores.denylist(), new byte[32], STALENESS, Clock.systemUTC());

    DenylistPoller poller = new DenylistPoller("polled", replica, STALENESS, loader());
    try {
      Await.until(() -> polls.addAndGet(stores.tripsSinceLast()) > 2);
      assertThat(isRunning()).isTrue();
    } finally {
      poller.close();
    }
  }

  private static LabStores open() {
    var stores = new LabStores();
    return (LabStores)
        LabStores.open(
            new StoreSettings("polled", Map.of("store.lab", stores.name), Clock.systemUTC()));
  }

  private static ClassLoader loader() {
    return DenylistPollerTest.class.getClassLoader();
  }

  private static boolean isRunning() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(THREAD));
  }
}
