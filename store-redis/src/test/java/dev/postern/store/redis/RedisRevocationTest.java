package dev.postern.store.redis;

import dev.postern.store.Denylist;
import dev.postern.store.contract.RevocationContract;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import redis.clients.jedis.Jedis;

/** Nodes on one server without persistence. FAULTS R2, R14. */
class RedisRevocationTest extends RevocationContract {

  /** A read of the log has one of these, and nothing else has. */
  private static final Pattern READS = Pattern.compile("cmdstat_xrevrange:calls=(\\d+)");

  private static final Pattern COMMANDS = Pattern.compile("total_commands_processed:(\\d+)");

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
    return number(READS, "commandstats");
  }

  @Override
  protected long commands(String application) {
    return number(COMMANDS, "stats");
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

  private long number(Pattern pattern, String section) {
    try (Jedis admin = redis.admin()) {
      Matcher found = pattern.matcher(admin.info(section));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
  }
}
