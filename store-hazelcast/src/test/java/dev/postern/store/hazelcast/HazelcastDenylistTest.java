package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
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
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    LogSlice some = log.readAfter(LogTail.positionOfForgotten(LogTail.PAGE + 1));
    LogSlice onePage = log.readAfter(LogTail.positionOfForgotten(3 * LogTail.PAGE));

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

  @ParameterizedTest
  @ValueSource(ints = {0, 5, LogTail.PAGE - 1, LogTail.PAGE, LogTail.PAGE + 5})
  void aReaderWhoseLastEntryWasLostIsToldSoAlthoughTheLogHasGrownSince(int before) {
    // FAULTS R10
    Denylist log = newDenylist(Clock.systemUTC());
    append(log, before);
    byte[] kept = keptTail(log);
    log.append(denial("lost"));
    LogSlice read = log.readAfter(LogPosition.START);
    loseWhatCameAfter(kept);

    Denylist other = otherNode(log);
    other.append(denial("new"));
    assertThat(log.readAfter(read.newest()).log()).isNotEqualTo(read.log());
    IntStream.range(0, 2 * LogTail.PAGE).forEach(n -> other.append(denial("later" + n)));

    assertThat(log.readAfter(read.newest()).log()).isNotEqualTo(read.log());
    LogSlice all = log.readAfter(LogPosition.START);
    assertThat(all.denials())
        .hasSize(before + 1 + 2 * LogTail.PAGE)
        .contains(denial("new"))
        .doesNotContain(denial("lost"));
    assertThat(log.readAfter(all.newest()).log()).isEqualTo(all.log());
  }

  /** The page was filed with what was lost, and is filed again with what is there. */
  @Test
  void aReaderBeyondThePageWhereEntriesWereLostIsToldSoToo() {
    Denylist log = newDenylist(Clock.systemUTC());
    append(log, LogTail.PAGE - 1);
    byte[] kept = keptTail(log);
    log.append(denial("lost"));
    log.append(denial("same"));
    LogSlice read = log.readAfter(LogPosition.START);
    loseWhatCameAfter(kept);
    Denylist other = otherNode(log);

    other.append(denial("new"));
    other.append(denial("same"));

    assertThat(log.readAfter(read.newest()).log()).isNotEqualTo(read.log());
    LogSlice all = otherNode(log).readAfter(LogPosition.START);
    assertThat(all.denials())
        .hasSize(LogTail.PAGE + 1)
        .contains(denial("new"), denial("same"))
        .doesNotContain(denial("lost"));
    assertThat(log.readAfter(all.newest()).log()).isEqualTo(all.log());
  }

  @Test
  void aNodeThatKnowsWhatWasLostWritesItAgainAlthoughTheLogHasGrownSince() {
    // FAULTS R10
    Denylist log = newDenylist(Clock.systemUTC());
    byte[] kept = keptTail(log);
    DenyingNode here = new DenyingNode(log, Duration.ZERO);
    assertThat(here.takesBack(Taking.TOKEN, 1)).isTrue();
    assertThat(here.answer(Taking.TOKEN, 1)).isEqualTo(Answer.REFUSED);
    loseWhatCameAfter(kept);
    DenyingNode fresh = new DenyingNode(otherNode(log), Duration.ZERO);
    assertThat(fresh.takesBack(Taking.TOKEN, 2)).isTrue();
    assertThat(fresh.answer(Taking.TOKEN, 1)).isEqualTo(Answer.ACCEPTED);

    assertThat(here.answer(Taking.TOKEN, 2)).isEqualTo(Answer.REFUSED);

    assertThat(fresh.answer(Taking.TOKEN, 1)).isEqualTo(Answer.REFUSED);
  }

  /** The owner has it and perhaps no backup, for it was not confirmed the first time. */
  @Test
  void whatIsThereAlreadyIsConfirmedByAWriteAndNotByItsBeingThere() {
    newDenylist(Clock.systemUTC());
    Instant soon = Instant.now().plusSeconds(60);
    Denial denial = new Denial(Denial.Kind.TOKEN, "one", soon, soon);
    CountedMaps counted = new CountedMaps(members.member(0));
    Grid grid = counted.grid(MapConfigs.denialsOf(app), MapConfigs.LOG_LIFE);
    new HazelcastDenylist(grid, clock).append(denial);
    HazelcastDenylist again = new HazelcastDenylist(grid, clock);
    counted.reset();

    again.append(denial);

    assertThat(counted.operations()).isEqualTo(2);
    assertThat(again.readAfter(LogPosition.START).denials()).containsExactly(denial);
  }

  private byte[] keptTail(Denylist log) {
    log.readAfter(LogPosition.START);
    return Members.denials(members.member(0), app).get(HazelcastDenylist.TAIL).orElseThrow();
  }

  /** As when the member is lost that had it, and its backup had not heard of the latest. */
  private void loseWhatCameAfter(byte[] tail) {
    Members.denials(members.member(0), app).set(HazelcastDenylist.TAIL, tail, MapConfigs.LOG_LIFE);
  }

  private static List<Denial> append(Denylist log, int count) {
    List<Denial> denials = IntStream.range(0, count).mapToObj(n -> denial("k" + n)).toList();
    denials.forEach(log::append);
    return denials;
  }

  private static Denial denial(String key) {
    Instant until = Instant.parse("2036-11-20T12:00:00Z");
    return new Denial(Denial.Kind.TOKEN, key, until.minusSeconds(60), until);
  }

  private HazelcastDenylist on(HazelcastInstance instance) {
    return new HazelcastDenylist(Members.denials(instance, app), clock);
  }
}
