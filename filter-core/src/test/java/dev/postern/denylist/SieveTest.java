package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denial.Kind;
import dev.postern.store.contract.Race;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SieveTest {

  private static final int MANY = 100_000;

  private final DenialKeys keys = new DenialKeys(new byte[32]);
  private final Set<Long> table = ConcurrentHashMap.newKeySet();
  private final Sieve sieve = new Sieve(this::marks);

  @Test
  void ofManyMarksEachIsLetThroughAndFewOthersAre() {
    IntStream.range(0, MANY).forEach(n -> add(mark("t" + n)));

    assertThat(IntStream.range(0, MANY).allMatch(n -> sieve.mayHold(mark("t" + n)))).isTrue();
    assertThat(wronglyHeld()).isLessThan(MANY / 20);
  }

  @Test
  void whatTheTablesForgotIsForgottenHereWhenRoomIsWanted() {
    for (int round = 0; round < 10; round++) {
      int first = round * MANY;
      table.clear();
      IntStream.range(first, first + MANY).forEach(n -> add(mark("t" + n)));
    }

    assertThat(wronglyHeld()).isLessThan(MANY / 10);
  }

  @Test
  void aMarkIsLetThroughFromThenOnWhileOthersGoIn() {
    List<Callable<Boolean>> writers =
        IntStream.range(0, 4)
            .<Callable<Boolean>>mapToObj(
                writer -> () -> IntStream.range(0, 20_000).allMatch(n -> isFound(writer + "-" + n)))
            .toList();

    try (Race race = new Race()) {
      assertThat(race.run(writers)).containsOnly(true);
    }
    assertThat(marks().allMatch(sieve::mayHold)).isTrue();
  }

  @Test
  void aKeyIsNotTakenForOneOfAnotherKind() {
    long key = keys.of("alice");
    add(Sieve.mark(Kind.SUBJECT, key));

    assertThat(sieve.mayHold(Sieve.mark(Kind.SUBJECT, key))).isTrue();
    assertThat(sieve.mayHold(Sieve.mark(Kind.REISSUE, key))).isFalse();
  }

  private boolean isFound(String id) {
    add(mark(id));
    return sieve.mayHold(mark(id));
  }

  private void add(long mark) {
    table.add(mark);
    sieve.add(mark);
  }

  private long wronglyHeld() {
    return IntStream.range(0, MANY).filter(n -> sieve.mayHold(mark("u" + n))).count();
  }

  private long mark(String id) {
    return Sieve.mark(Kind.TOKEN, keys.of(id));
  }

  private LongStream marks() {
    return table.stream().mapToLong(Long::longValue);
  }
}
