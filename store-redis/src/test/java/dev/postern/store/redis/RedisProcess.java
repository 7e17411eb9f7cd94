package dev.postern.store.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** A real redis-server of its own, on a free port, in a folder of its own, gone when closed. */
public final class RedisProcess implements RedisBackend {

  private final List<String> options;
  private final Path folder;
  private final int port;
  private Process process;

  private RedisProcess(int port, List<String> options) throws IOException {
    this.port = port;
    this.options = options;
    this.folder = Files.createTempDirectory("postern-redis");
    this.process = launch();
  }

  /** Starts one and waits until it answers. */
  public static RedisProcess start(String... options) {
    try {
      return new RedisProcess(freePort(), List.of(options));
    } catch (IOException e) {
      throw new IllegalStateException("redis-server could not be started.", e);
    }
  }

  /**
   * Starts a Sentinel that calls this server {@code main}.
   *
   * @param more lines of its configuration
   */
  RedisProcess startSentinel(String... more) {
    return startSentinel(port, more);
  }

  /** One that reaches this server by another port. */
  RedisProcess startSentinel(int monitored, String... more) {
    try {
      int free = freePort();
      Path configuration = folder.resolve("sentinel-" + free + ".conf");
      Files.writeString(
          configuration,
          "port "
              + free
              + "\nbind 127.0.0.1\nsentinel monitor main 127.0.0.1 "
              + monitored
              + " 1\n"
              + String.join("\n", more));
      return new RedisProcess(free, List.of(configuration.toString(), "--sentinel"));
    } catch (IOException e) {
      throw new IllegalStateException("A Sentinel could not be started.", e);
    }
  }

  int port() {
    return port;
  }

  @Override
  public String uri() {
    return "redis://localhost:" + port;
  }

  /** A connection with all rights and much patience. */
  Jedis admin() {
    return new Jedis("localhost", port, 60_000);
  }

  /** Makes somebody who has these rights. */
  void setUser(String name, String password, String... rules) {
    try (Jedis admin = admin()) {
      admin.aclSetUser(name, ">" + password);
      admin.aclSetUser(name, rules);
    }
  }

  @Override
  public void elapse(Duration length, String prefix) {
    try (Jedis admin = admin()) {
      for (String key : admin.keys(prefix + "*")) {
        admin.pexpire(key, admin.pttl(key) - length.toMillis());
      }
    }
  }

  /** A server that becomes a primary closes its connections: then it is none yet. */
  boolean isPrimary() {
    try (Jedis admin = admin()) {
      return admin.info("replication").contains("role:master");
    } catch (JedisConnectionException e) {
      return false;
    }
  }

  /** Kills it, as a loss of power would. */
  void kill() {
    process.destroyForcibly();
    waitFor(process);
  }

  /** Starts it again on the same port, with nothing in it unless the options say otherwise. */
  void restart() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new IllegalStateException("redis-server could not be started again.", e);
    }
  }

  /** Stops it from answering, with all connections open. */
  void freeze() {
    signal("-STOP");
  }

  /** Lets it answer again. */
  void thaw() {
    signal("-CONT");
  }

  @Override
  public void close() {
    kill();
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new IllegalStateException("The folder of redis-server could not be removed.", e);
    }
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(List.of(RedisBinary.path().toString()));
    if (!options.contains("--sentinel")) {
      command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
      command.addAll(List.of("--dir", folder.toString(), "--save", ""));
    }
    command.addAll(options);
    Process started =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(this::answers);
    return started;
  }

  private boolean answers() {
    try (Jedis jedis = admin()) {
      return jedis.ping().equals("PONG");
    } catch (JedisException e) {
      return e.getMessage() != null && e.getMessage().startsWith("NOAUTH");
    }
  }

  private void signal(String signal) {
    try {
      waitFor(new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start());
    } catch (IOException e) {
      throw new IllegalStateException("No signal could be sent.", e);
    }
  }

  private static void waitFor(Process ending) {
    try {
      if (!ending.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A process does not end.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process was ending.", e);
    }
  }

  /**
   * Below the ports that connections are given: none can take it before the server does, or while
   * the server is down. A cluster's second port is 10000 above, and below them too.
   */
  static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 22_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // Another one will do.
      }
    }
  }
}
