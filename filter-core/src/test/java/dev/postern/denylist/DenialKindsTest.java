package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import dev.postern.store.StoreException;
import dev.postern.store.contract.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each kind of denial, told on one node and asked for on another. */
class DenialKindsTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));
  private static final CredentialFacts ALICE = Facts.of("j", "alice", NOON);

  private final MutableClock clock = new MutableClock(NOON);
  private final FakeLog log = new FakeLog();
  private final DenylistReplica teller = node();
  private final DenylistReplica asked = node();

  @Test
  void anyTokenOfADeniedSessionIsDenied() {
    teller.denySession(Facts.SID, LATER);

    assertThat(asked.ask(ALICE)).isEqualTo(Verdict.SESSION_DENIED);
    assertThat(asked.ask(Facts.of("k", "alice", NOON))).isEqualTo(Verdict.SESSION_DENIED);
    assertThat(asked.ask(CredentialFacts.ofLogin("alice", NOON, Optional.empty())))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void anyTokenThatAVoidKeySignedIsDenied() {
    teller.denyKey(Facts.KID, LATER);

    assertThat(asked.ask(Facts.of("k", "bob", NOON.plusSeconds(60)))).isEqualTo(Verdict.KEY_VOID);
    assertThat(asked.ask(CredentialFacts.ofLogin("bob", NOON, Optional.empty())))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void oneTokenAloneCanBeDenied() {
    teller.denyToken("j", LATER);

    assertThat(asked.ask(ALICE)).isEqualTo(Verdict.TOKEN_DENIED);
    assertThat(asked.ask(Facts.of("k", "alice", NOON))).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void aCutOffOfEveryoneSparesOnlyWhoLogsInLater() {
    teller.denyEveryone(NOON, LATER);

    assertThat(asked.ask(ALICE)).isEqualTo(Verdict.EVERYONE_CUT_OFF);
    assertThat(asked.ask(CredentialFacts.ofLogin("bob", NOON.minusSeconds(9), Optional.empty())))
        .isEqualTo(Verdict.EVERYONE_CUT_OFF);
    assertThat(asked.ask(Facts.of("k", "bob", NOON.plusSeconds(1)))).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void aReissueLooksAtWhenTheTokenWasIssuedAndNotAtTheLogin() {
    teller.wantReissue("alice", NOON, LATER);

    assertThat(asked.ask(ALICE)).isEqualTo(Verdict.REISSUE_WANTED);
    assertThat(asked.ask(Facts.issued("k", "alice", NOON, NOON.plusSeconds(1))))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(asked.ask(CredentialFacts.ofLogin("alice", NOON, Optional.empty())))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(asked.ask(Facts.of("k", "bob", NOON))).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void theTwoFormsOfCutOffCombineEachForItself() {
    // FAULTS T8
    teller.wantReissue("alice", NOON, LATER);
    teller.denySubject("alice", NOON.minusSeconds(60), LATER);
    teller.wantReissue("alice", NOON.minusSeconds(30), LATER);

    assertThat(asked.ask(Facts.issued("j", "alice", NOON.minusSeconds(60), NOON.plusSeconds(1))))
        .isEqualTo(Verdict.SUBJECT_CUT_OFF);
    assertThat(asked.ask(Facts.issued("j", "alice", NOON.minusSeconds(59), NOON)))
        .isEqualTo(Verdict.REISSUE_WANTED);
    assertThat(asked.ask(Facts.issued("j", "alice", NOON.minusSeconds(59), NOON.plusSeconds(1))))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void whatIsVoidIsToldBeforeWhatIsOnlyOutOfDate() {
    teller.wantReissue("alice", NOON, LATER);
    teller.denySubject("alice", NOON, LATER);

    assertThat(asked.ask(ALICE)).isEqualTo(Verdict.SUBJECT_CUT_OFF);
  }

  @Test
  void aKindOfALaterVersionThatMayBeIgnoredIsIgnored() {
    log.append(new Denial(new Kind('z'), "whatever", NOON, LATER));

    assertThat(asked.ask(ALICE)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void aKindOfALaterVersionThatMustBeUnderstoodLetsNobodyInUntilItIsOver() {
    log.append(new Denial(new Kind('Z'), "whatever", NOON, LATER));

    assertThatThrownBy(() -> asked.ask(ALICE)).isInstanceOf(StoreException.class);

    clock.advance(Duration.ofMinutes(10));

    assertThat(asked.ask(ALICE)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void aKindThatIsNotUnderstoodIsWrittenAgainLikeAnyOther() {
    Denial unknown = new Denial(new Kind('z'), "whatever", NOON, LATER);
    log.append(unknown);
    asked.ask(ALICE);

    log.loseAll();
    clock.advance(Duration.ofSeconds(2));
    asked.ask(ALICE);

    assertThat(log.entries()).containsExactly(unknown);
  }

  private DenylistReplica node() {
    return new DenylistReplica(log, new byte[32], Duration.ofSeconds(2), clock);
  }
}
