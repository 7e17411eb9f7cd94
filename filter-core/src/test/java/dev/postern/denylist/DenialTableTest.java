package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenialTableTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final int MANY = 100_000;

  private final MutableClock clock = new MutableClock(NOON);
  private final DenialKeys keys = new DenialKeys(new byte[32]);
  private final DenialTable table = new DenialTable();

  @Test
  void ofManyTokensEachIsFoundAndNoOther() {
    IntStream.range(0, MANY).forEach(n -> table.add(token("t" + n, NOON.plusSeconds(60)), NOON));

    assertThat(table.size()).isEqualTo(MANY);
    assertThat(IntStream.range(0, MANY).allMatch(n -> isDenied("t" + n))).isTrue();
    assertThat(IntStream.range(0, MANY).noneMatch(n -> isDenied("u" + n))).isTrue();
  }

  @Test
  void theSameTokensAgainTakeNoRoom() {
    for (int round = 0; round < 3; round++) {
      IntStream.range(0, 1_000).forEach(n -> table.add(token("t" + n, NOON.plusSeconds(60)), NOON));
    }

    assertThat(table.size()).isEqualTo(1_000);
  }

  @Test
  void tokensPastTheirTimeMakeRoom() {
    for (int n = 0; n < MANY; n++) {
      table.add(token("t" + n, clock.instant().plusSeconds(60)), clock.instant());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(table.size()).isLessThan(2_000);
  }

  @Test
  void cutOffsPastTheirTimeMakeRoom() {
    for (int n = 0; n < MANY; n++) {
      table.add(cutOff("u" + n, NOON, clock.instant().plusSeconds(60)), clock.instant());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(table.size()).isLessThan(2_000);
    assertThat(isVoid("u" + (MANY - 1), NOON)).isTrue();
  }

  /** In a time that does not grow with their square. */
  @Test
  void ofManyDenialsOfALaterVersionEachIsKept() {
    IntStream.range(0, MANY)
        .mapToObj(n -> new Denial(new Kind('z'), "k" + n, NOON, NOON.plusSeconds(60)))
        .forEach(denial -> table.add(denial, NOON));
    List<Denial> kept = new ArrayList<>();

    table.notIn(new DenialTable(), NOON).forEach(some -> some.forEachRemaining(kept::add));

    assertThat(kept).hasSize(MANY);
  }

  @Test
  void whoReadsWhileTheTableGrowsMissesNothingThatWasThere() {
    List<Callable<Boolean>> runners = new ArrayList<>();
    table.add(token("early", NOON.plusSeconds(60)), NOON);
    IntStream.range(0, 4).forEach(writer -> runners.add(() -> writesAndFinds(writer)));
    runners.add(() -> IntStream.range(0, MANY).allMatch(n -> isDenied("early")));

    try (Race race = new Race()) {
      assertThat(race.run(runners)).containsOnly(true);
    }
    assertThat(table.size()).isEqualTo(4 * 5_000 + 1);
  }

  private boolean writesAndFinds(int writer) {
    return IntStream.range(0, 5_000)
        .mapToObj(n -> writer + "-" + n)
        .allMatch(
            id -> {
              table.add(token(id, NOON.plusSeconds(60)), NOON);
              return isDenied(id);
            });
  }

  @Test
  void whatAnotherTableLacksIsToldAsItWentIn() {
    Instant past = NOON.minusSeconds(1);
    Denial known = token("known", NOON.plusSeconds(60));
    Denial longer = token("longer", NOON.plusSeconds(60));
    Denial later = cutOff("later", NOON.plusNanos(1), NOON.plusSeconds(60));
    Denial foreign = new Denial(new Kind('z'), "whatever", NOON, NOON.plusSeconds(60));
    DenialTable other = new DenialTable();
    List.of(known, token("longer", NOON.plusSeconds(59)), cutOff("later", NOON, later.until()))
        .forEach(denial -> other.add(denial, NOON));
    List.of(known, longer, later, foreign, token("over", past), cutOff("over", past, past))
        .forEach(denial -> table.add(denial, NOON));

    List<Denial> lacking = new ArrayList<>();
    for (Iterator<Denial> some : table.notIn(other, NOON)) {
      some.forEachRemaining(lacking::add);
    }

    assertThat(lacking).containsExactlyInAnyOrder(longer, later, foreign);
  }

  @Test
  void timesBeyondAnyCalendarAreTakenForTheFarthest() {
    table.add(cutOff("alice", Instant.MAX, Instant.MAX), NOON);

    assertThat(isVoid("alice", NOON)).isTrue();
    assertThat(isVoid("alice", Instant.MIN)).isTrue();
    assertThat(isVoid("bob", Instant.MIN)).isFalse();
  }

  @Test
  void ofManyUsersEachHasItsLatestCutOffInWhateverOrderTheyCome() {
    for (int round = 0; round < 3; round++) {
      Instant cutOff = NOON.plusSeconds(round == 1 ? 9 : round);
      IntStream.range(0, MANY)
          .forEach(n -> table.add(cutOff("u" + n, cutOff, NOON.plusSeconds(60)), NOON));
    }

    assertThat(table.size()).isEqualTo(MANY);
    assertThat(IntStream.range(0, MANY).allMatch(n -> isVoid("u" + n, NOON.plusSeconds(9))))
        .isTrue();
    assertThat(IntStream.range(0, MANY).noneMatch(n -> isVoid("u" + n, NOON.plusSeconds(10))))
        .isTrue();
    assertThat(IntStream.range(0, MANY).noneMatch(n -> isVoid("v" + n, NOON))).isTrue();
  }

  @Test
  void nothingIsDeniedUnderTheKeyOfNothing() {
    IntStream.range(0, MANY).forEach(n -> table.add(token("t" + n, NOON.plusSeconds(60)), NOON));
    table.add(new Denial(Kind.TOKEN, DenialKeys.text(DenialKeys.NONE), NOON, NOON), NOON);

    assertThat(table.tokens().contains(DenialKeys.NONE)).isFalse();
  }

  private boolean isDenied(String jti) {
    return table.tokens().contains(keys.of(jti));
  }

  private boolean isVoid(String name, Instant authenticated) {
    return table.subjects().isVoid(subject(name), Nanos.of(authenticated));
  }

  private long subject(String name) {
    return keys.of(name);
  }

  private Denial token(String jti, Instant until) {
    return new Denial(Kind.TOKEN, DenialKeys.text(keys.of(jti)), until, until);
  }

  private Denial cutOff(String name, Instant cutOff, Instant until) {
    return new Denial(Kind.SUBJECT, DenialKeys.text(subject(name)), cutOff, until);
  }
}
