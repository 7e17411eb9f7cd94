package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.Denial;
import dev.postern.store.StoreException;
import dev.postern.store.contract.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DenylistReplicaTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final MutableClock clock = new MutableClock(NOON);
  private final FakeLog log = new FakeLog();
  private final DenylistReplica nodeA = node(BOUND);
  private final DenylistReplica nodeB = node(BOUND);

  @Test
  void whatOneNodeDeniesItRefusesAtOnceAndTheOtherWithinTheBound() {
    // FAULTS I4
    assertThat(nodeB.isDenied("j", "alice", NOON)).isFalse();

    nodeA.deny("j", LATER);
    clock.advance(BOUND);

    assertThat(nodeA.isDenied("j", "alice", NOON)).isTrue();
    assertThat(nodeB.isDenied("j", "alice", NOON)).isTrue();
    assertThat(nodeB.isDenied("k", "alice", NOON)).isFalse();
  }

  @Test
  void withinHalfTheBoundAQuestionCostsNoTrip() {
    for (int question = 0; question < 1_000; question++) {
      nodeA.isDenied("j" + question, "alice", NOON);
    }

    assertThat(log.reads).hasValue(1);
  }

  @Test
  void aCutOffVoidsWhatWasAuthenticatedAtOrBeforeIt() {
    // FAULTS T8
    nodeA.denySubject("alice", NOON, LATER);

    assertThat(nodeA.isDenied("j", "alice", NOON.minusSeconds(1))).isTrue();
    assertThat(nodeA.isDenied("j", "alice", NOON)).isTrue();
    assertThat(nodeA.isDenied("j", "alice", NOON.plusSeconds(1))).isFalse();
    assertThat(nodeA.isDenied("j", "carol", NOON)).isFalse();
  }

  @Test
  void cutOffsCombineByMaximumInAnyOrder() {
    nodeA.denySubject("alice", NOON, LATER);
    nodeA.denySubject("alice", NOON.minusSeconds(60), LATER);
    nodeA.denySubject("bob", NOON.minusSeconds(60), LATER);
    nodeA.denySubject("bob", NOON, LATER);

    for (String subject : new String[] {"alice", "bob"}) {
      assertThat(nodeB.isDenied("j", subject, NOON)).isTrue();
      assertThat(nodeB.isDenied("j", subject, NOON.plusSeconds(1))).isFalse();
    }
  }

  @Test
  void aTokenIdAndASubjectOfTheSameTextAreTwoThings() {
    nodeA.deny("alice", LATER);

    assertThat(nodeA.isDenied("j", "alice", NOON)).isFalse();
    assertThat(nodeA.isDenied("alice", "j", NOON)).isTrue();
  }

  @Test
  void theLogSeesNeitherTokenIdsNorSubjects() {
    nodeA.deny("token-4711", LATER);
    nodeA.denySubject("alice", NOON, LATER);

    assertThat(log.entries())
        .hasSize(2)
        .allSatisfy(denial -> assertThat(denial.key()).matches("[A-Za-z0-9_-]{43}"));
    assertThat(log.entries().toString()).doesNotContain("4711", "alice");
  }

  @Test
  void aFailingReadIsToleratedWithinTheBoundAndNoLonger() {
    nodeA.isDenied("j", "alice", NOON);
    log.broken = true;

    clock.advance(BOUND.minusMillis(1));
    assertThat(nodeA.isDenied("j", "alice", NOON)).isFalse();

    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> nodeA.isDenied("j", "alice", NOON)).isInstanceOf(StoreException.class);

    log.broken = false;
    assertThat(nodeA.isDenied("j", "alice", NOON)).isFalse();
  }

  @Test
  void aNodeThatNeverReadTheLogAnswersNothing() {
    log.broken = true;

    assertThatThrownBy(() -> nodeA.isDenied("j", "alice", NOON)).isInstanceOf(StoreException.class);
  }

  @Test
  void aClockThatWasSetBackMakesTheCopyOld() {
    nodeA.isDenied("j", "alice", NOON);
    nodeB.deny("j", LATER);

    clock.advance(Duration.ofHours(-1));

    assertThat(nodeA.isDenied("j", "alice", NOON)).isTrue();
  }

  @Test
  void strictReadsForEveryQuestion() {
    DenylistReplica strict = node(Duration.ZERO);
    assertThat(strict.isDenied("j", "alice", NOON)).isFalse();

    nodeA.deny("j", LATER);

    assertThat(strict.isDenied("j", "alice", NOON)).isTrue();
    assertThat(log.reads).hasValue(2);
  }

  @Test
  void aDenialThatIsNotConfirmedIsToldAndHoldsHereAndIsTriedAgain() {
    log.broken = true;
    assertThatThrownBy(() -> nodeA.deny("j", LATER)).isInstanceOf(StoreException.class);
    assertThat(log.entries()).isEmpty();

    log.broken = false;

    assertThat(nodeA.isDenied("j", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(1);
    assertThat(nodeB.isDenied("j", "alice", NOON)).isTrue();
  }

  @Test
  void aLogThatWasLostIsWrittenAgainByWhoeverKnew() {
    // FAULTS R2, R14
    nodeA.deny("j", LATER);
    nodeA.denySubject("bob", NOON, LATER);
    nodeA.deny("over", NOON.plusMillis(1));
    assertThat(nodeB.isDenied("j", "alice", NOON)).isTrue();

    log.loseAll();
    clock.advance(BOUND);

    assertThat(nodeB.isDenied("j", "alice", NOON)).isTrue();
    assertThat(log.entries()).extracting(Denial::kind).hasSize(2);
    assertThat(node(BOUND).isDenied("j", "alice", NOON)).isTrue();
    assertThat(node(BOUND).isDenied("x", "bob", NOON)).isTrue();
  }

  @Test
  void aLogThatLostItsLatestEntriesIsCompletedOnce() {
    nodeA.deny("j", LATER);
    nodeA.deny("k", LATER);
    nodeA.isDenied("j", "alice", NOON);
    nodeB.isDenied("j", "alice", NOON);

    log.loseLatest(1);
    clock.advance(BOUND);

    assertThat(nodeA.isDenied("k", "alice", NOON)).isTrue();
    assertThat(nodeB.isDenied("k", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(2);
  }

  @Test
  void aLogThatWasLostBeforeTheFirstReadIsWrittenAgainToo() {
    nodeA.deny("j", LATER);
    log.loseAll();

    assertThat(nodeA.isDenied("j", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(1);
  }

  @Test
  void whatIsPastItsTimeIsForgotten() {
    DenialTable table = new DenialTable();

    for (int n = 0; n < 10_000; n++) {
      table.add(
          new Denial(Denial.Kind.TOKEN, "k" + n, clock.instant(), clock.instant().plusSeconds(60)),
          clock.instant());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(table.size()).isLessThanOrEqualTo(256);
  }

  private DenylistReplica node(Duration staleness) {
    return new DenylistReplica(log, new byte[32], staleness, clock);
  }
}
