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
    assertThat(isDenied(nodeB, "j", "alice", NOON)).isFalse();

    nodeA.denyToken("j", LATER);
    clock.advance(BOUND);

    assertThat(isDenied(nodeA, "j", "alice", NOON)).isTrue();
    assertThat(isDenied(nodeB, "j", "alice", NOON)).isTrue();
    assertThat(isDenied(nodeB, "k", "alice", NOON)).isFalse();
  }

  @Test
  void withinHalfTheBoundAQuestionCostsNoTrip() {
    for (int question = 0; question < 1_000; question++) {
      isDenied(nodeA, "j" + question, "alice", NOON);
    }

    assertThat(log.reads).hasValue(1);
  }

  @Test
  void aCutOffVoidsWhatWasAuthenticatedAtOrBeforeIt() {
    // FAULTS T8
    nodeA.denySubject("alice", NOON, LATER);

    assertThat(isDenied(nodeA, "j", "alice", NOON.minusSeconds(1))).isTrue();
    assertThat(isDenied(nodeA, "j", "alice", NOON)).isTrue();
    assertThat(isDenied(nodeA, "j", "alice", NOON.plusSeconds(1))).isFalse();
    assertThat(isDenied(nodeA, "j", "carol", NOON)).isFalse();
  }

  @Test
  void cutOffsCombineByMaximumInAnyOrder() {
    nodeA.denySubject("alice", NOON, LATER);
    nodeA.denySubject("alice", NOON.minusSeconds(60), LATER);
    nodeA.denySubject("bob", NOON.minusSeconds(60), LATER);
    nodeA.denySubject("bob", NOON, LATER);

    for (String subject : new String[] {"alice", "bob"}) {
      assertThat(isDenied(nodeB, "j", subject, NOON)).isTrue();
      assertThat(isDenied(nodeB, "j", subject, NOON.plusSeconds(1))).isFalse();
    }
  }

  @Test
  void aTokenIdAndASubjectOfTheSameTextAreTwoThings() {
    nodeA.denyToken("alice", LATER);

    assertThat(isDenied(nodeA, "j", "alice", NOON)).isFalse();
    assertThat(isDenied(nodeA, "alice", "j", NOON)).isTrue();
  }

  @Test
  void theLogSeesNeitherTokenIdsNorSubjects() {
    nodeA.denyToken("token-4711", LATER);
    nodeA.denySubject("alice", NOON, LATER);

    assertThat(log.entries())
        .hasSize(2)
        .allSatisfy(denial -> assertThat(denial.key()).matches("[0-9a-f]{16}"));
    assertThat(log.entries().toString()).doesNotContain("4711", "alice");
  }

  @Test
  void aFailingReadIsToleratedWithinTheBoundAndNoLonger() {
    isDenied(nodeA, "j", "alice", NOON);
    log.broken = true;

    clock.advance(BOUND.minusMillis(1));
    assertThat(isDenied(nodeA, "j", "alice", NOON)).isFalse();

    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> isDenied(nodeA, "j", "alice", NOON))
        .isInstanceOf(StoreException.class);

    log.broken = false;
    assertThat(isDenied(nodeA, "j", "alice", NOON)).isFalse();
  }

  @Test
  void aNodeThatNeverReadTheLogAnswersNothing() {
    log.broken = true;

    assertThatThrownBy(() -> isDenied(nodeA, "j", "alice", NOON))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void aClockThatWasSetBackMakesTheCopyOld() {
    isDenied(nodeA, "j", "alice", NOON);
    nodeB.denyToken("j", LATER);

    clock.advance(Duration.ofHours(-1));

    assertThat(isDenied(nodeA, "j", "alice", NOON)).isTrue();
  }

  @Test
  void aClockThatRanAheadDoesNotLetInWhatWasDenied() {
    // FAULTS A14
    nodeA.denyToken("j", LATER);
    clock.advance(Duration.ofHours(1));
    assertThat(isDenied(nodeB, "j", "alice", NOON)).isFalse();

    clock.advance(Duration.ofHours(-1));

    assertThat(isDenied(nodeB, "j", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(1);
  }

  @Test
  void aClockThatIsSetBackALittleDoesNotMakeANodeReadAll() {
    nodeA.denyToken("j", LATER);
    isDenied(nodeB, "j", "alice", NOON);
    int before = log.fromStart.get();

    clock.advance(Duration.ofSeconds(-10));

    assertThat(isDenied(nodeB, "j", "alice", NOON)).isTrue();
    assertThat(log.fromStart).hasValue(before);
  }

  @Test
  void strictReadsForEveryQuestion() {
    DenylistReplica strict = node(Duration.ZERO);
    assertThat(isDenied(strict, "j", "alice", NOON)).isFalse();

    nodeA.denyToken("j", LATER);

    assertThat(isDenied(strict, "j", "alice", NOON)).isTrue();
    assertThat(log.reads).hasValue(2);
  }

  @Test
  void aDenialThatIsNotConfirmedIsToldAndHoldsHereAndIsTriedAgain() {
    log.broken = true;
    assertThatThrownBy(() -> nodeA.denyToken("j", LATER)).isInstanceOf(StoreException.class);
    assertThat(log.entries()).isEmpty();

    log.broken = false;

    assertThat(isDenied(nodeA, "j", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(1);
    assertThat(isDenied(nodeB, "j", "alice", NOON)).isTrue();
  }

  @Test
  void aLogThatWasLostIsWrittenAgainByWhoeverKnew() {
    // FAULTS R2, R14
    nodeA.denyToken("j", LATER);
    nodeA.denySubject("bob", NOON, LATER);
    nodeA.denyToken("over", NOON.plusMillis(1));
    assertThat(isDenied(nodeB, "j", "alice", NOON)).isTrue();

    log.loseAll();
    clock.advance(BOUND);

    assertThat(isDenied(nodeB, "j", "alice", NOON)).isTrue();
    assertThat(log.entries()).extracting(Denial::kind).hasSize(2);
    assertThat(isDenied(node(BOUND), "j", "alice", NOON)).isTrue();
    assertThat(isDenied(node(BOUND), "x", "bob", NOON)).isTrue();
  }

  @Test
  void aLogThatLostItsLatestEntriesIsCompletedOnce() {
    nodeA.denyToken("j", LATER);
    nodeA.denyToken("k", LATER);
    isDenied(nodeA, "j", "alice", NOON);
    isDenied(nodeB, "j", "alice", NOON);

    log.loseLatest(1);
    clock.advance(BOUND);

    assertThat(isDenied(nodeA, "k", "alice", NOON)).isTrue();
    assertThat(isDenied(nodeB, "k", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(2);
  }

  @Test
  void aLogThatLostItsLatestEntriesAndHasGrownSinceIsCompletedToo() {
    // FAULTS R10
    nodeA.denyToken("j", LATER);
    nodeA.denyToken("k", LATER);
    assertThat(isDenied(nodeA, "k", "alice", NOON)).isTrue();

    log.loseLatest(1);
    nodeB.denyToken("l", LATER);
    nodeB.denyToken("m", LATER);
    clock.advance(BOUND);

    assertThat(isDenied(nodeA, "m", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(4);
    assertThat(isDenied(node(BOUND), "k", "alice", NOON)).isTrue();
  }

  @Test
  void whoeverRefreshesIsToldToComeAgainWhileTheLogLacksMore() {
    // FAULTS R14
    for (int n = 0; n < 10; n++) {
      nodeA.denyToken("j" + n, LATER);
    }
    nodeA.refresh();
    log.loseAll();
    clock.advance(BOUND.dividedBy(2));
    log.onAppend = () -> clock.advance(Duration.ofMillis(100));

    assertThat(nodeA.refresh()).isTrue();
    int first = log.entries().size();
    assertThat(first).isBetween(1, 9);
    assertThat(nodeA.refresh()).isTrue();
    log.broken = true;
    assertThat(nodeA.refresh()).isFalse();
    log.broken = false;
    log.onAppend = () -> {};

    assertThat(nodeA.refresh()).isFalse();
    assertThat(log.entries()).hasSize(10);
  }

  @Test
  void aNodeThatNobodyAsksWritesALostLogAgainWhenItRefreshes() {
    // FAULTS R14
    nodeA.denyToken("j", LATER);
    nodeB.refresh();
    log.loseAll();

    clock.advance(BOUND.dividedBy(2));
    nodeB.refresh();

    assertThat(log.entries()).hasSize(1);
  }

  @Test
  void whoRefreshesSparesRequestsTheTrip() {
    for (int half = 0; half < 10; half++) {
      nodeA.refresh();
      isDenied(nodeA, "j", "alice", NOON);
      clock.advance(BOUND.dividedBy(2));
      isDenied(nodeA, "j", "alice", NOON);
    }

    assertThat(log.reads).hasValue(10);
  }

  @Test
  void aRefreshThatFailsIsNoMatterToWhoeverDoesIt() {
    log.broken = true;
    nodeA.refresh();
    log.broken = false;

    nodeA.refresh();

    assertThat(isDenied(nodeA, "j", "alice", NOON)).isFalse();
  }

  @Test
  void aLongLogIsReadPageByPageAndGoneOnWithWhereReadingFailed() {
    log.pageSize = 10;
    for (int n = 0; n < 95; n++) {
      nodeA.denyToken("j" + n, LATER);
    }
    log.breaksAfterReads = 5;
    assertThatThrownBy(() -> isDenied(nodeB, "j94", "alice", NOON))
        .isInstanceOf(StoreException.class);

    log.breaksAfterReads = Integer.MAX_VALUE;

    assertThat(isDenied(nodeB, "j0", "alice", NOON)).isTrue();
    assertThat(isDenied(nodeB, "j94", "alice", NOON)).isTrue();
    assertThat(log.reads).hasValue(6 + 5);
  }

  @Test
  void aLogThatWasLostWhileItWasReadIsCompletedAllTheSame() {
    log.pageSize = 10;
    for (int n = 0; n < 40; n++) {
      nodeA.denyToken("j" + n, LATER);
    }
    isDenied(nodeB, "j", "alice", NOON);
    log.loseAll();
    clock.advance(BOUND);
    log.breaksAfterReads = log.reads.get() + 1;
    assertThatThrownBy(() -> isDenied(nodeB, "j", "alice", NOON))
        .isInstanceOf(StoreException.class);

    log.breaksAfterReads = Integer.MAX_VALUE;

    assertThat(isDenied(nodeB, "j39", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(40);
  }

  @Test
  void aLogThatWasLostBeforeTheFirstReadIsWrittenAgainToo() {
    nodeA.denyToken("j", LATER);
    log.loseAll();

    assertThat(isDenied(nodeA, "j", "alice", NOON)).isTrue();
    assertThat(log.entries()).hasSize(1);
  }

  private DenylistReplica node(Duration staleness) {
    return new DenylistReplica(log, new byte[32], staleness, clock);
  }

  private static boolean isDenied(
      DenylistReplica replica, String jti, String subject, Instant authenticatedAt) {
    return !replica.ask(Facts.of(jti, subject, authenticatedAt)).isAllowed();
  }
}
