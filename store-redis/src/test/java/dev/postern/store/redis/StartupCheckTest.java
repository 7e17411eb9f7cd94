package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.StoreException;
import dev.postern.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class StartupCheckTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final String PASSWORD = "s3cret-parcel";

  /** As in README.md; the test below compares them. */
  static final String[] RULES =
      ("on resetkeys ~postern:* resetchannels -@all +ping +info +eval +evalsha +wait +time +get"
              + " +set +hgetall +hget +hmget +hkeys +hexists +hset +hsetnx +hdel +del +exists +rename +pexpire"
              + " +pttl +zadd +zcard +zrange +zrem +zremrangebyscore +zscore +xadd +xrange"
              + " +xrevrange")
          .split(" ", -1);

  private static RedisProcess redis;

  private final RedisFixture fixture = new RedisFixture();

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @AfterEach
  void close() {
    fixture.close();
    try (Jedis admin = redis.admin()) {
      admin.configSet("maxmemory-policy", "noeviction");
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedAsSuch() {
    assertThatThrownBy(() -> fixture.open("redis://localhost:1", "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessage("redis: the server cannot be reached or used");
  }

  // R16
  @Test
  void aServerThatEvictsIsRefused() {
    try (Jedis admin = redis.admin()) {
      admin.configSet("maxmemory-policy", "allkeys-lru");
    }

    assertThatThrownBy(() -> fixture.open(redis.uri(), "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "redis: the server removes sessions and revocations when its memory is full."
                + " Set maxmemory-policy to noeviction.");
  }

  @Test
  void anOldServerAReplicaAndAnUnknownVersionAreRefused() {
    assertThatThrownBy(ServerFacts.parse("redis_version:6.0.20\r\nrole:master\r\n")::check)
        .hasMessage("redis: the server is older than 6.2. Upgrade it.");
    assertThatThrownBy(ServerFacts.parse("redis_version:7.0.15\r\nrole:slave\r\n")::check)
        .hasMessageContaining("is a replica");
    assertThatThrownBy(ServerFacts.parse("")::check).hasMessageContaining("older than 6.2");
    ServerFacts.parse("redis_version:10.0.0\r\nrole:master\r\n").check();
  }

  // R17
  @Test
  void aWrongPasswordIsNamedAsSuchAndNotShown() {
    user("wrong", RULES);

    assertThatThrownBy(() -> fixture.open(uri("wrong", "other-secret"), "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("refuses the user or password")
        .satisfies(e -> assertThat(trace(e)).doesNotContain("other-secret"));
  }

  // R18
  @Test
  void everyMissingCommandIsNamed() {
    for (String rule : RULES) {
      if (rule.startsWith("+") && !rule.equals("+info")) {
        user("small", RULES);
        user("small", "-" + rule.substring(1));

        assertThatThrownBy(() -> fixture.open(uri("small", PASSWORD), "app", CLOCK))
            .isInstanceOf(StoreException.class)
            .hasMessage(
                "redis: the user of store.uri lacks rights. Grant them: ACL SETUSER … " + rule);
      }
    }
  }

  @Test
  void aUserForOtherKeysIsRefused() {
    user("elsewhere", RULES);
    user("elsewhere", "resetkeys", "~other:*");

    assertThatThrownBy(() -> fixture.open(uri("elsewhere", PASSWORD), "app", CLOCK))
        .hasMessageContaining("ACL SETUSER … ~postern:*");
  }

  @Test
  void theReadmeNamesTheseVeryRights() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("ACL SETUSER postern on >PASSWORD " + String.join(" ", RULES).substring(3));
  }

  @Test
  void theDocumentedRightsAreEnoughForEveryOperation() {
    user("postern", RULES);
    Stores stores = fixture.open(uri("postern", PASSWORD), RedisFixture.freshApp(), CLOCK);

    EveryOperation.on(stores, CLOCK);
  }

  @Test
  void whatWasTriedIsGoneAtOnce() {
    try (Jedis admin = redis.admin()) {
      for (int time = 0; time < 20; time++) {
        fixture.open(redis.uri(), "tried", CLOCK);
        assertThat(admin.keys("postern:tried:s:*")).isEmpty();
      }
    }
  }

  private static String uri(String user, String password) {
    return "redis://" + user + ":" + password + "@localhost:" + redis.port();
  }

  private static void user(String name, String... rules) {
    redis.setUser(name, PASSWORD, rules);
  }

  private static String trace(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      text.append(t);
    }
    return text.toString();
  }
}
