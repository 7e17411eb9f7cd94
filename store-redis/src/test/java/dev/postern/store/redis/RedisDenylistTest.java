package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.contract.Answer;
import dev.postern.store.contract.DenyingNode;
import dev.postern.store.contract.DenylistContract;
import dev.postern.store.contract.Taking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

class RedisDenylistTest extends DenylistContract {

  private static final Duration LIFE = Duration.ofDays(1);

  private static RedisProcess redis;

  private final Instant longAgo =
      Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
  private final RedisFixture fixture = new RedisFixture();
  private String app;
  private Clock clockOfStore;

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
  }

  @Override
  protected Denylist newDenylist(Clock storeClock) {
    app = RedisFixture.freshApp();
    clockOfStore = storeClock;
    return fixture.open(redis.uri(), app, storeClock).denylist();
  }

  @Override
  protected Denylist otherNode(Denylist first) {
    return fixture.open(redis.uri(), app, clockOfStore).denylist();
  }

  @Test
  void whatIsOverGoesAlthoughSomethingOlderHasToBeKept() {
    Denylist log = newDenylist(Clock.systemUTC());
    writeLongAgo(0, Duration.ofDays(30));
    IntStream.rangeClosed(1, 200).forEach(n -> writeLongAgo(n, Duration.ofMinutes(-1)));
    LogPosition position = new LogPosition(longAgo.toEpochMilli(), 200);

    IntStream.range(0, 20).forEach(n -> log.append(denial("new" + n)));

    LogSlice all = log.readAfter(LogPosition.START);
    assertThat(keysOf(all)).hasSize(21).contains("old0").doesNotContain("old1", "old200");
    assertThat(keysOf(log.readAfter(position))).containsExactlyInAnyOrderElementsOf(keysOf(all));
    assertThat(log.readAfter(position).log()).isEqualTo(all.log());
  }

  @Test
  void whatHasToBeKeptIsThereHoweverMuchComesAfterIt() {
    Denylist log = newDenylist(Clock.systemUTC());
    IntStream.range(0, 50).forEach(n -> writeLongAgo(n, Duration.ofDays(1 + n)));

    IntStream.range(0, 200).forEach(n -> log.append(denial("new" + n)));

    assertThat(keysOf(log.readAfter(LogPosition.START)))
        .hasSize(250)
        .doesNotHaveDuplicates()
        .containsAll(IntStream.range(0, 50).mapToObj(n -> "old" + n).toList());
  }

  @Test
  void anEntryThatDoesNotSayWhenItMayGoIsKeptAsLongAsAnyHadToBe() {
    Denylist log = newDenylist(Clock.systemUTC());
    try (Jedis admin = redis.admin()) {
      admin.hset("postern:{" + app + "}:log", "life", String.valueOf(LIFE.toMillis()));
      writeLongAgo(0, Map.of());

      log.append(denial("new"));

      assertThat(keysOf(log.readAfter(LogPosition.START))).containsExactly("old0", "new");
      assertThat(admin.xrange(stream(), "-", "+").get(0).getFields())
          .containsEntry("x", String.valueOf(longAgo.plus(LIFE).toEpochMilli()));
    }
  }

  @Test
  void theLogIsThereAsLongAsEachOfItsEntries() {
    Denylist log = newDenylist(Clock.systemUTC());

    log.append(denial("new"));

    try (Jedis admin = redis.admin()) {
      Instant end =
          Instant.ofEpochMilli(
              Long.parseLong(admin.xrange(stream(), "-", "+").get(0).getFields().get("x")));
      assertThat(Instant.now().plusMillis(admin.pttl(stream())))
          .isAfterOrEqualTo(end.minusSeconds(60));
    }
  }

  @Test
  void aReaderWhoseLastEntryWasLostIsToldSoAlthoughTheLogHasGrownSince() {
    // FAULTS R10
    Denylist log = newDenylist(Clock.systemUTC());
    log.append(denial("lost"));
    LogSlice before = log.readAfter(LogPosition.START);
    lose(before.newest());

    log.append(denial("new"));

    assertThat(log.readAfter(before.newest()).log()).isNotEqualTo(before.log());
    LogSlice all = log.readAfter(LogPosition.START);
    assertThat(all.log()).isEqualTo(before.log());
    assertThat(keysOf(all)).containsExactly("new");
    assertThat(log.readAfter(all.newest()).log()).isEqualTo(before.log());
  }

  @Test
  void anOldEntryWasLostIfOlderOnesAreThere() {
    Denylist log = newDenylist(Clock.systemUTC());
    IntStream.range(0, 3).forEach(n -> writeLongAgo(n, LIFE));
    LogSlice before = log.readAfter(LogPosition.START);
    lose(before.newest());

    log.append(denial("new"));

    assertThat(log.readAfter(before.newest()).log()).isNotEqualTo(before.log());
  }

  @Test
  void aNodeThatKnowsWhatWasLostWritesItAgainAlthoughTheLogHasGrownSince() {
    // FAULTS R10
    Denylist log = newDenylist(Clock.systemUTC());
    DenyingNode here = new DenyingNode(log, Duration.ZERO);
    assertThat(here.takesBack(Taking.TOKEN, 1)).isTrue();
    assertThat(here.answer(Taking.TOKEN, 1)).isEqualTo(Answer.REFUSED);
    lose(log.readAfter(LogPosition.START).newest());
    DenyingNode fresh = new DenyingNode(otherNode(log), Duration.ZERO);
    assertThat(fresh.takesBack(Taking.TOKEN, 2)).isTrue();
    assertThat(fresh.answer(Taking.TOKEN, 1)).isEqualTo(Answer.ACCEPTED);

    assertThat(here.answer(Taking.TOKEN, 2)).isEqualTo(Answer.REFUSED);

    assertThat(fresh.answer(Taking.TOKEN, 1)).isEqualTo(Answer.REFUSED);
  }

  /** As a failover to a replica that had not heard of it. */
  private void lose(LogPosition position) {
    try (Jedis admin = redis.admin()) {
      admin.xdel(stream(), new StreamEntryID(position.major(), position.minor()));
    }
  }

  /** As an append wrote it then, with its end where the server looks for it. */
  private void writeLongAgo(int number, Duration left) {
    writeLongAgo(number, Map.of("x", String.valueOf(Instant.now().plus(left).toEpochMilli())));
  }

  private void writeLongAgo(int number, Map<String, String> end) {
    Denial denial =
        new Denial(Denial.Kind.SUBJECT, "old" + number, longAgo, longAgo.plus(Duration.ofDays(60)));
    List<String> texts = DenialForm.fieldsOf(denial).stream().map(Text::string).toList();
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i += 2) {
      fields.put(texts.get(i), texts.get(i + 1));
    }
    fields.putAll(end);
    try (Jedis admin = redis.admin()) {
      admin.xadd(
          stream(),
          XAddParams.xAddParams().id(new StreamEntryID(longAgo.toEpochMilli(), number)),
          fields);
    }
  }

  private String stream() {
    return "postern:{" + app + "}:denials";
  }

  private static Denial denial(String key) {
    Instant now = Instant.now();
    return new Denial(Denial.Kind.TOKEN, key, now, now.plusSeconds(300));
  }

  private static List<String> keysOf(LogSlice slice) {
    return slice.denials().stream().map(Denial::key).toList();
  }
}
