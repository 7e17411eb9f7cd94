package dev.postern.containertests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who works without a pause on the one node that is in service, reading and writing. Not
 * thread-safe.
 */
final class Traffic implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Cluster cluster;
  private final String credential;
  private final AtomicInteger requests = new AtomicInteger();
  private final CompletableFuture<Void> done;
  private volatile int node;
  private volatile boolean ended;

  private Traffic(Cluster cluster, String credential, int node) {
    this.cluster = cluster;
    this.credential = credential;
    this.node = node;
    this.done = CompletableFuture.runAsync(this::work);
  }

  static Traffic start(Cluster cluster, String credential, int node) {
    return new Traffic(cluster, credential, node);
  }

  /** From its next request on it works there; returns when nothing is under way elsewhere. */
  void moveTo(int other) {
    node = other;
    int before = requests.get();
    await().atMost(Duration.ofMinutes(5)).until(() -> done.isDone() || requests.get() > before + 1);
  }

  /** Ends it, and fails if it ever got another answer than it should. */
  void end() {
    ended = true;
    done.join();
    assertThat(requests).hasPositiveValue();
  }

  @Override
  public void close() {
    ended = true;
  }

  private void work() {
    while (!ended) {
      try (Line line = new Line(cluster, node)) {
        String value = String.valueOf(requests.get());
        line.ask(200, desk -> desk.put(credential, "traffic", value));
        assertThat(line.ask(200, desk -> desk.attributes(credential)).json())
            .containsEntry("traffic", value);
        requests.incrementAndGet();
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
