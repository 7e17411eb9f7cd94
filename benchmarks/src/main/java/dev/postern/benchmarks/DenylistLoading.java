package dev.postern.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.denylist.DenylistReplica;
import dev.postern.denylist.Verdict;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.StoreProvider;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import dev.postern.store.hazelcast.FiledLog;
import dev.postern.store.hazelcast.HazelcastStoreProvider;
import dev.postern.store.redis.RedisProcess;
import dev.postern.store.redis.RedisStoreProvider;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** How long a node that starts reads a million denials, and how much of its heap they take. */
final class DenylistLoading {

  private static final String APP = "benchmark";
  private static final Duration PATIENT = Duration.ofHours(1);
  private static final PrintStream OUT = System.out;

  private DenylistLoading() {}

  static void run() {
    for (Mix mix : Mix.values()) {
      measureHeap(mix);
    }
    onRedis();
    onHazelcast();
  }

  private static void measureHeap(Mix mix) {
    long before = heap();
    DenylistReplica node = node(new NoLog());
    mix.denyMany(node);
    OUT.printf("%s: %.1f MiB of heap%n", mix, mebibytes(heap() - before));
    if (node.ask(Denials.token(9)).isAllowed()) {
      throw new IllegalStateException("The node does not know what was denied.");
    }
  }

  private static void onRedis() {
    try (RedisProcess redis = RedisProcess.start();
        Stores writer = open(new RedisStoreProvider(), redis.uri());
        Stores reader = open(new RedisStoreProvider(), redis.uri())) {
      Mix.ALL_KINDS.denyMany(node(writer.denylist()));
      measure("Redis", reader.denylist());
    }
  }

  /** One append there is a compare-and-set; so the same bytes are put by the page. */
  private static void onHazelcast() {
    String members = "hazelcast-embedded://localhost:5811,localhost:5812/benchmark?port=";
    try (Stores first = open(new HazelcastStoreProvider(), members + 5811);
        Stores second = open(new HazelcastStoreProvider(), members + 5812)) {
      RecordingLog log = new RecordingLog();
      Mix.ALL_KINDS.denyMany(node(log));
      first.denylist().readAfter(LogPosition.START);
      FiledLog.put(APP, log.denials());
      measure("Hazelcast, two members", second.denylist());
    }
  }

  private static void measure(String store, Denylist log) {
    long heapBefore = heap();
    long begun = System.nanoTime();
    DenylistReplica node = node(log);
    node.requireFresh();
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    if (node.ask(Denials.token(9)) != Verdict.TOKEN_DENIED) {
      throw new IllegalStateException("The node does not know what was denied.");
    }
    OUT.printf(
        "%s: %,d denials read in %.1f s, %.1f MiB of heap%n",
        store, Denials.MANY, taken.toMillis() / 1000.0, mebibytes(heap() - heapBefore));
    if (!node.ask(Denials.good(0)).isAllowed()) {
      throw new IllegalStateException("The node denies what nobody did.");
    }
  }

  private static double mebibytes(long bytes) {
    return bytes / 1024.0 / 1024.0;
  }

  private static long heap() {
    for (int round = 0; round < 5; round++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static Stores open(StoreProvider provider, String uri) {
    return provider.open(
        new StoreSettings(
            APP, Map.of("store.uri", uri, "store.read-timeout", "60s"), Clock.systemUTC()));
  }

  private static DenylistReplica node(Denylist log) {
    byte[] secret = "for measuring only, 32 bytes long".getBytes(UTF_8);
    return new DenylistReplica(log, secret, PATIENT, Clock.systemUTC());
  }
}
