package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.contract.DenylistContract;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HazelcastDenylistTest extends DenylistContract {

  private static Members members;

  private String app = "none";
  private Clock clock = Clock.systemUTC();

  @BeforeAll
  static void startMembers() {
    members = Members.start(2);
  }

  @AfterAll
  static void stopMembers() {
    members.close();
  }

  @Override
  protected Denylist newDenylist(Clock storeClock) {
    app = UUID.randomUUID().toString();
    clock = storeClock;
    return on(members.member(0));
  }

  @Override
  protected Denylist otherNode(Denylist first) {
    return on(members.member(1));
  }

  @Test
  void whatLeftTheTailIsReadFromItsPages() {
    Denylist log = newDenylist(Clock.systemUTC());
    List<Denial> written = append(log, 3 * LogTail.PAGE + 5);

    LogSlice all = on(members.client()).readAfter(LogPosition.START);
    LogSlice some = log.readAfter(new LogPosition(0, LogTail.PAGE + 1));
    LogSlice onePage = log.readAfter(new LogPosition(0, 3 * LogTail.PAGE));

    assertThat(all.denials()).containsExactlyElementsOf(written);
    assertThat(some.denials())
        .containsExactlyElementsOf(written.subList(LogTail.PAGE + 1, written.size()));
    assertThat(onePage.denials())
        .containsExactlyElementsOf(written.subList(3 * LogTail.PAGE, written.size()));
  }

  @Test
  void afterAMergeTheLogHasAnotherNameAndItsEntries() {
    HazelcastDenylist log = (HazelcastDenylist) newDenylist(Clock.systemUTC());
    List<Denial> written = append(log, LogTail.PAGE + 1);
    String name = log.readAfter(LogPosition.START).log();

    log.halvesHaveMerged();

    LogSlice after = log.readAfter(LogPosition.START);
    assertThat(after.log()).isNotEqualTo(name);
    assertThat(after.denials()).containsExactlyElementsOf(written);
    assertThat(log.readAfter(LogPosition.START).log()).isEqualTo(after.log());
  }

  private static List<Denial> append(Denylist log, int count) {
    Instant until = Instant.parse("2036-11-20T12:00:00Z");
    List<Denial> denials =
        IntStream.range(0, count)
            .mapToObj(n -> new Denial(Denial.Kind.TOKEN, "k" + n, until.minusSeconds(60), until))
            .toList();
    denials.forEach(log::append);
    return denials;
  }

  private HazelcastDenylist on(HazelcastInstance instance) {
    return new HazelcastDenylist(Members.denials(instance, app), clock);
  }
}
