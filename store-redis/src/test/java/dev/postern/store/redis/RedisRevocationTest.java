package dev.postern.store.redis;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.postern.store.Denylist;
import dev.postern.store.contract.RevocationContract;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import redis.clients.jedis.Jedis;

/** Nodes on one server without persistence. FAULTS R2, R14. */
class RedisRevocationTest extends RevocationContract {

  private static final Pattern COMMANDS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

  /** A read of the log has one of these, and nothing else has. */
  private static final String OF_EACH_READ = "xrevrange";

  private static final Set<String> OF_A_READ =
      Set.of("evalsha", "hsetnx", "pttl", "pexpire", "time", "hget", "xrange", OF_EACH_READ);

  /** And of whoever looks at these numbers, or whether the server evicts. */
  private static final Set<String> OF_A_CONNECTION =
      Set.of("hello", "client|setinfo", "ping", "info");

  private final RedisProcess redis = RedisProcess.start();
  private final RedisFixture fixture = new RedisFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  protected Map<String, String> store() {
    return RedisFixture.patient(redis.uri());
  }

  @Override
  protected Denylist log(String application) {
    return fixture.open(redis.uri(), application, Clock.systemUTC()).denylist();
  }

  @Override
  protected Map<String, Runnable> losses() {
    return Map.of("emptied", this::empty, "restarted", this::restart);
  }

  @Override
  protected long reads(String application) {
    return commands(application).getOrDefault(OF_EACH_READ, 0L);
  }

  @Override
  protected Map<String, Long> commands(String application) {
    try (Jedis admin = redis.admin()) {
      return COMMANDS
          .matcher(admin.info("commandstats"))
          .results()
          .collect(toMap(found -> found.group(1), found -> Long.valueOf(found.group(2))));
    }
  }

  @Override
  protected Set<String> commandsOfAReader(String application) {
    return Stream.of(OF_A_READ, OF_A_CONNECTION).flatMap(Set::stream).collect(toSet());
  }

  @Override
  protected void stopBackend() {
    redis.close();
  }

  private void empty() {
    try (Jedis admin = redis.admin()) {
      admin.flushAll();
    }
  }

  private void restart() {
    redis.kill();
    redis.restart();
  }
}
