package dev.postern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cut-offs, and what is issued about the time of one. */
class CutOffTest extends StrategyFixture {

  private static final Instant LATER = NOON.plus(Duration.ofHours(24));

  static Stream<String> strategies() {
    return Stream.of(SessionStrategy.NAME, StatefulJwtStrategy.NAME, StatelessJwtStrategy.NAME);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aLoginThatBeganBeforeTheCutOffIsRefusedAlsoIfItIsDoneAfterIt(String name) {
    clock.advance(Duration.ofSeconds(5));
    denylist.denySubject("alice", clock.instant(), LATER);
    clock.advance(Duration.ofSeconds(5));

    String credential = loggedIn(named(name), identity("alice"));

    assertThat(rejection(named(name), credential)).isEqualTo(RejectionReason.REVOKED);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aLoginAfterTheCutOffIsGoodAlsoInTheSameSecond(String name) {
    // FAULTS T8
    clock.advance(Duration.ofMillis(300));
    String before = loggedIn(named(name), at(clock.instant()));
    denylist.denySubject("alice", clock.instant(), LATER);
    denylist.denyEveryone(clock.instant(), LATER);
    clock.advance(Duration.ofMillis(300));

    String after = loggedIn(named(name), at(clock.instant()));

    assertThat(caller(named(name), after).identity()).isPresent();
    assertThat(rejection(named(name), before)).isEqualTo(RejectionReason.REVOKED);
  }

  @Test
  void aTokenIssuedAfterAReissueWasWantedIsGoodAlsoInTheSameSecond() {
    // FAULTS T8
    clock.advance(Duration.ofMillis(300));
    String before = loggedIn(stateless, identity("alice"));
    denylist.wantReissue("alice", clock.instant(), LATER);
    clock.advance(Duration.ofMillis(300));

    String after = loggedIn(stateless, identity("alice"));

    assertThat(caller(stateless, after).identity()).isPresent();
    assertThat(rejection(stateless, before)).isEqualTo(RejectionReason.REISSUE_WANTED);
  }

  @Test
  void anotherRoleIsSeenByTheNextRequestOfASession() {
    String credential = loggedIn(session, identity("alice"));

    demote();

    assertThat(caller(session, credential).identity().map(Identity::roles))
        .contains(Set.of("guest"));
    assertThat(caller(session, credential).identity().map(Identity::authenticatedAt))
        .contains(NOON);
  }

  @Test
  void aRequestUnderWayThatRenewsTheIdBringsNoFormerRoleBack() {
    Caller underWay = caller(session, loggedIn(session, identity("alice")));
    demote();

    underWay.session().orElseThrow().renewId();

    assertThat(rejection(session, sent(underWay))).isEqualTo(RejectionReason.REISSUE_WANTED);
  }

  @Test
  void aLoginUnderWayThatFoundTheFormerRoleDoesNotKeepIt() {
    Caller underWay = session.anonymous(clock.instant());
    underWay.login(identity("alice"), Device.UNKNOWN);
    demote();

    assertThat(rejection(session, sent(underWay))).isEqualTo(RejectionReason.REISSUE_WANTED);
  }

  private void demote() {
    clock.advance(Duration.ofSeconds(1));
    Instant now = clock.instant();
    sessions
        .subjects()
        .revise("alice", identity -> identity.withRoles(Set.of("guest")), now.plusNanos(1));
    denylist.wantReissue("alice", now, LATER);
    clock.advance(Duration.ofSeconds(1));
  }

  private static Identity at(Instant authenticated) {
    return Identity.ofPassword("alice", Set.of("customer"), authenticated);
  }

  private AuthenticationStrategy named(String name) {
    return Stream.of(session, stateful, stateless)
        .filter(strategy -> strategy.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
