package dev.postern.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What logins and logouts leave behind. */
final class LoginLogoutTest extends StrategyFixture {

  private static final Identity RICH =
      new Identity(
          "alice",
          Set.of("customer", "clerk"),
          Set.of("parcels:read", "parcels:write"),
          Map.of("email", "alice@example.com", "desks", List.of("north", "south")),
          NOON,
          List.of("pwd", "otp"),
          Optional.of("urn:example:strong"));

  private AuthenticationStrategy named(String name) {
    return switch (name) {
      case SessionStrategy.NAME -> session;
      case StatefulJwtStrategy.NAME -> stateful;
      default -> stateless;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful-jwt", "stateless-jwt"})
  void nothingOfAnIdentityIsLost(String name) {
    var credential = loggedIn(named(name), RICH);

    assertThat(named(name).name()).isEqualTo(name);
    assertThat(caller(named(name), credential).identity()).contains(RICH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful-jwt", "stateless-jwt"})
  void aLogoutTakesTheCredentialBack(String name) {
    var credential = loggedIn(named(name), RICH);
    var caller = caller(named(name), credential);

    caller.logout();

    assertThat(caller.identity()).isEmpty();
    assertThat(caller.commit()).isInstanceOf(CommitResult.Clear.class);
    assertThat(rejection(named(name), credential))
        .isEqualTo(
            name.equals(StatelessJwtStrategy.NAME)
                ? RejectionReason.REVOKED
                : RejectionReason.NO_SESSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful-jwt", "stateless-jwt"})
  void aSecondLogoutIsHarmless(String name) {
    var caller = caller(named(name), loggedIn(named(name), RICH));

    caller.logout();
    caller.logout();

    assertThat(caller.commit()).isInstanceOf(CommitResult.Clear.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful-jwt", "stateless-jwt"})
  void ofTwoLoginsInOneRequestTheLastOneCounts(String name) {
    var caller = named(name).anonymous(NOON);
    caller.login(identity("alice"), Device.UNKNOWN);
    caller.login(identity("bob"), Device.UNKNOWN);

    var credential = sent(caller);

    assertThat(caller(named(name), credential).identity()).contains(identity("bob"));
    assertThat(caller.commit()).isInstanceOf(CommitResult.Keep.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful-jwt", "stateless-jwt"})
  void aLoginAfterALogoutInOneRequestIsANewOne(String name) {
    var old = loggedIn(named(name), identity("alice"));
    var caller = caller(named(name), old);
    caller.logout();
    caller.login(identity("bob"), Device.UNKNOWN);

    var credential = sent(caller);

    assertThat(caller(named(name), credential).identity()).contains(identity("bob"));
    rejection(named(name), old);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful-jwt", "stateless-jwt"})
  void aLogoutAfterALoginInOneRequestLeavesNothing(String name) {
    var caller = named(name).anonymous(NOON);
    caller.login(identity("alice"), Device.UNKNOWN);
    caller.logout();

    assertThat(caller.commit()).isInstanceOf(CommitResult.Clear.class);
  }

  @Test
  void theLoginsCookieIsDeadAfterAnotherUsersLogin() {
    var old = loggedIn(session, identity("alice"));
    var caller = caller(session, old);
    caller.login(identity("bob"), Device.UNKNOWN);

    sent(caller);

    assertThat(rejection(session, old)).isEqualTo(RejectionReason.NO_SESSION);
  }

  @Test
  void lifetimesSpreadOverATenth() {
    var caller = stateless.anonymous(NOON);
    for (int i = 0; i < 200; i++) {
      caller.login(identity("alice"), Device.UNKNOWN);
      var sent = (CommitResult.Send) caller.commit();

      assertThat(Duration.between(NOON, sent.credential().expiresAt()))
          .isBetween(TOKEN_LIFE.minus(TOKEN_LIFE.dividedBy(10)), TOKEN_LIFE);
    }
  }

  @Test
  void aTokenEndsWithItsLife() {
    var credential = loggedIn(stateless, identity("alice"));

    clock.advance(TOKEN_LIFE.plusSeconds(30));

    assertThat(rejection(stateless, credential)).isEqualTo(RejectionReason.EXPIRED);
  }

  @Test
  void anIdentitysClaimNeverStandsForOneOfTheToken() {
    var forged = identity("alice").withClaims(Map.of("aud", "somebody else"));

    assertThatThrownBy(() -> loggedIn(stateless, forged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aud");
  }

  @Test
  void aTokenKeepsNoSession() {
    assertThatThrownBy(() -> stateless.anonymous(NOON).openSession())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stateless-jwt");
    assertThat(stateless.anonymous(NOON).session()).isEmpty();
  }
}
