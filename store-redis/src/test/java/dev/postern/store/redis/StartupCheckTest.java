package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.store.CreateResult;
import dev.postern.store.Denial;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.Lifetime;
import dev.postern.store.LogPosition;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import dev.postern.store.Stores;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class StartupCheckTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "s3cret-parcel";

  /** As in README.md; the test below compares them. */
  private static final String[] RULES =
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
    SessionStore sessions = stores.sessions();
    Instant now = CLOCK.instant();
    SubjectKey subject = new SubjectKey("s".repeat(43));
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(subject, 9));
    Grace grace = new Grace(Duration.ofSeconds(9), true);

    assertThat(sessions.create(Samples.key(1), Samples.session(now), enrolment))
        .isEqualTo(CreateResult.CREATED);
    assertThat(sessions.find(Samples.key(1), Optional.empty()))
        .isInstanceOf(FindResult.Found.class);
    assertThat(sessions.find(Samples.key(1), Optional.of(now.plusMillis(5))))
        .isInstanceOf(FindResult.Found.class);
    assertThat(sessions.update(Samples.key(1), Samples.delta(now)))
        .isEqualTo(new UpdateResult.Saved(2));
    assertThat(
            sessions.update(
                Samples.key(1),
                Samples.setting("large", new StoredValue.Bytes(new byte[5_000]), now)))
        .isEqualTo(new UpdateResult.Saved(3));
    assertThat(sessions.find(Samples.key(1), Optional.empty()))
        .isInstanceOf(FindResult.Found.class);
    assertThat(sessions.attribute(Samples.key(1), "large")).isPresent();
    assertThat(sessions.move(Samples.key(1), Samples.key(2), Samples.delta(now), grace, enrolment))
        .isEqualTo(new UpdateResult.Saved(4));
    assertThat(
            sessions.move(
                Samples.key(2), Samples.key(3), Samples.delta(now), Grace.NONE, enrolment))
        .isEqualTo(new UpdateResult.Saved(5));
    assertThat(sessions.findBySubject(subject)).hasSize(1);
    assertThat(
            sessions.update(
                Samples.key(3), Samples.living(new Lifetime(Duration.ofSeconds(1), now), now)))
        .isEqualTo(new UpdateResult.Saved(6));
    await().atMost(PATIENCE).until(() -> sessions.takeExpired(9).size() == 1);
    assertThat(sessions.create(Samples.key(4), Samples.session(now), enrolment))
        .isEqualTo(CreateResult.CREATED);
    assertThat(sessions.delete(Samples.key(4))).isPresent();
    stores.denylist().append(new Denial(Denial.Kind.TOKEN, "jti", now, now.plusSeconds(60)));
    assertThat(stores.denylist().readAfter(LogPosition.START).denials()).hasSize(1);
    for (int n = 0; n < 2; n++) {
      assertThat(stores.oneTimeUse().claim("k", "me", now.plusSeconds(60))).isEqualTo("me");
    }
  }

  private static String uri(String user, String password) {
    return "redis://" + user + ":" + password + "@localhost:" + redis.port();
  }

  private static void user(String name, String... rules) {
    try (Jedis admin = redis.admin()) {
      admin.aclSetUser(name, ">" + PASSWORD);
      admin.aclSetUser(name, rules);
    }
  }

  private static String trace(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      text.append(t);
    }
    return text.toString();
  }
}
