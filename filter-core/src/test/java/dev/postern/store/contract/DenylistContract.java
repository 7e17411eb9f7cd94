package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promises of {@link Denylist}, on two nodes of one backend. A store's test extends this and
 * implements {@link #newDenylist} and {@link #otherNode}.
 */
public abstract class DenylistContract {

  private static final int THREADS = 8;
  private static final int DENIALS = 100;

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final Race race = new Race();
  private Denylist nodeA;
  private Denylist nodeB;

  /** For subclasses. */
  protected DenylistContract() {}

  /** Opens an empty log. */
  protected abstract Denylist newDenylist(Clock storeClock);

  /** Another node on this log; the log itself if its backend has only one. */
  protected abstract Denylist otherNode(Denylist first);

  @BeforeEach
  void openTwoNodes() {
    nodeA = newDenylist(clock);
    nodeB = otherNode(nodeA);
  }

  @AfterEach
  void stopThreads() {
    race.close();
  }

  @Test
  void anEmptyLogStandsAtItsStart() {
    LogSlice slice = nodeA.readAfter(LogPosition.START);

    assertThat(slice.denials()).isEmpty();
    assertThat(slice.newest()).isEqualTo(LogPosition.START);
  }

  @Test
  void whatIsAppendedIsReadOnTheOtherNodeInOrder() {
    nodeA.append(denial("one"));
    nodeB.append(denial("two"));

    LogSlice slice = nodeB.readAfter(LogPosition.START);

    assertThat(slice.denials()).containsExactly(denial("one"), denial("two"));
  }

  @Test
  void aReaderIsToldOnlyWhatIsNew() {
    nodeA.append(denial("one"));
    LogPosition read = nodeB.readAfter(LogPosition.START).newest();

    assertThat(nodeB.readAfter(read).denials()).isEmpty();
    assertThat(nodeB.readAfter(read).newest()).isEqualTo(read);

    nodeA.append(denial("two"));

    assertThat(nodeB.readAfter(read).denials()).containsExactly(denial("two"));
    assertThat(nodeB.readAfter(read).newest()).isGreaterThan(read);
  }

  @Test
  void theLogKeepsItsNameOnEveryNode() {
    String name = nodeA.readAfter(LogPosition.START).log();

    nodeA.append(denial("one"));

    assertThat(nodeB.readAfter(LogPosition.START).log()).isEqualTo(name);
  }

  @Test
  void anotherLogHasAnotherName() {
    String name = nodeA.readAfter(LogPosition.START).log();

    Denylist other = newDenylist(clock);

    assertThat(other.readAfter(LogPosition.START).log()).isNotEqualTo(name);
  }

  /** The last two stand for kinds of a later version. */
  @ParameterizedTest
  @ValueSource(chars = {'t', 'g', 's', 'r', 'e', 'k', 'z', 'Z'})
  void everyKindComesBackAsItWent(char code) {
    Denial denial =
        new Denial(
            new Denial.Kind(code),
            "key-of-" + code,
            clock.instant().minusSeconds(5),
            clock.instant().plusSeconds(60));

    nodeA.append(denial);
    nodeA.append(denial);

    assertThat(nodeB.readAfter(LogPosition.START).denials()).contains(denial);
  }

  @Test
  void aReaderAmongManyWritersMissesNothing() {
    List<Callable<List<Denial>>> runners = new ArrayList<>();
    IntStream.range(0, THREADS).forEach(writer -> runners.add(() -> appendMany(writer)));
    runners.add(this::readUntilComplete);

    List<List<Denial>> results = race.run(runners);

    List<Denial> written = results.subList(0, THREADS).stream().flatMap(List::stream).toList();
    assertThat(results.get(THREADS)).containsExactlyInAnyOrderElementsOf(written);
  }

  private List<Denial> appendMany(int writer) {
    List<Denial> denials =
        IntStream.range(0, DENIALS).mapToObj(n -> denial(writer + "-" + n)).toList();
    denials.forEach(writer % 2 == 0 ? nodeA::append : nodeB::append);
    return denials;
  }

  private List<Denial> readUntilComplete() {
    List<Denial> read = new ArrayList<>();
    LogPosition position = LogPosition.START;
    while (read.size() < THREADS * DENIALS && !Thread.currentThread().isInterrupted()) {
      LogSlice slice = nodeB.readAfter(position);
      read.addAll(slice.denials());
      position = slice.reached();
    }
    return read;
  }

  private Denial denial(String key) {
    return new Denial(
        Denial.Kind.TOKEN, key, clock.instant(), clock.instant().plus(Duration.ofMinutes(5)));
  }
}
