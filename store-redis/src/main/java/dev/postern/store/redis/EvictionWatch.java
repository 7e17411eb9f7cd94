package dev.postern.store.redis;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/**
 * Looks now and then whether a primary has been told to evict, which the start-up check refuses and
 * anybody may set later. No request waits for it, and the log has one line when it begins and one
 * when it is over. One daemon thread. Thread-safe.
 */
final class EvictionWatch implements AutoCloseable {

  /** Often enough to be noticed within half a minute, at one small question to each primary. */
  static final Duration EVERY = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(EvictionWatch.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Nodes nodes;
  private final String app;
  private final Duration every;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean evicting;

  private EvictionWatch(Nodes nodes, String app, Duration every) {
    this.nodes = nodes;
    this.app = app;
    this.every = every;
    this.thread = new Thread(this::run, "postern-redis-watch-" + app);
    thread.setDaemon(true);
    thread.setContextClassLoader(EvictionWatch.class.getClassLoader());
  }

  /** Over connections that others use too; the first look is after the first interval. */
  static EvictionWatch start(Nodes nodes, String app, Duration every) {
    EvictionWatch watch = new EvictionWatch(nodes, app, every);
    watch.thread.start();
    return watch;
  }

  /** Whether a primary was last seen to. */
  boolean isEvicting() {
    return evicting;
  }

  /** Waits for a look under way, but not for ever. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    List<ServerFacts> answers = new ArrayList<>();
    int primaries = 0;
    for (Pool<Connection> primary : nodes.primaries()) {
      primaries++;
      factsOf(primary).ifPresent(answers::add);
    }
    Optional<String> policy =
        answers.stream().filter(ServerFacts::isEvicting).map(ServerFacts::policy).findFirst();
    // One that does not answer may be the one that was seen to evict.
    if (policy.isPresent() || answers.size() == primaries) {
      note(policy);
    }
  }

  /** That the server does not answer is told by those who need it. */
  private static Optional<ServerFacts> factsOf(Pool<Connection> primary) {
    try (Connection connection = primary.getResource()) {
      byte[] info =
          (byte[])
              new Wire(connection, false).ask(new CommandArguments(Command.INFO).add("memory"));
      return Optional.of(ServerFacts.parse(Text.string(info)));
    } catch (JedisException e) {
      LOG.log(Level.DEBUG, "event=look-failed store=redis", e);
      return Optional.empty();
    }
  }

  private void note(Optional<String> policy) {
    if (policy.isPresent() == evicting) {
      return;
    }
    evicting = policy.isPresent();
    if (evicting) {
      LOG.log(
          Level.ERROR,
          "event=store-evicts store=redis app={0} policy={1} fix=\"set maxmemory-policy to noeviction\"",
          app,
          policy.orElseThrow());
    } else {
      LOG.log(Level.INFO, "event=store-keeps store=redis app={0} policy=noeviction", app);
    }
  }
}
