package dev.postern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.session.Device;
import dev.postern.token.JwsAlgorithm;
import dev.postern.token.JwtIssuer;
import dev.postern.token.KeyRing;
import dev.postern.token.TokenType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A credential is good for the strategy, the app and the subject it was issued for, and no more.
 */
final class CredentialMixUpTest extends StrategyFixture {

  @Test
  void eachStrategyKnowsItsOwnCredential() {
    for (AuthenticationStrategy strategy :
        new AuthenticationStrategy[] {session, stateful, stateless}) {
      var credential = loggedIn(strategy, identity("alice"));

      assertThat(caller(strategy, credential).identity()).contains(identity("alice"));
    }
  }

  @Test
  void theIdOfASessionInATokenIsNoSessionCredential() {
    // Whoever reads a token must not be able to use what it refers to without the token.
    var caller = stateful.anonymous(NOON);
    caller.login(identity("alice"), Device.UNKNOWN);
    caller.commit();
    var sid = caller.session().orElseThrow().id().text();

    assertThat(rejection(session, sid)).isEqualTo(RejectionReason.FORGED);
    assertThat(rejection(stateful, sid)).isEqualTo(RejectionReason.MALFORMED);
  }

  @Test
  void aSessionCredentialIsNoToken() {
    var credential = loggedIn(session, identity("alice"));

    assertThat(rejection(stateful, credential)).isEqualTo(RejectionReason.MALFORMED);
    assertThat(rejection(stateless, credential)).isEqualTo(RejectionReason.MALFORMED);
  }

  @Test
  void aReferenceIsNoAccessTokenAndTheOtherWayRound() {
    // RFC 8725 section 3.11
    var reference = loggedIn(stateful, identity("alice"));
    var access = loggedIn(stateless, identity("alice"));

    assertThat(rejection(stateless, reference)).isEqualTo(RejectionReason.WRONG_CLAIMS);
    assertThat(rejection(stateful, access)).isEqualTo(RejectionReason.WRONG_CLAIMS);
    assertThat(rejection(session, reference)).isEqualTo(RejectionReason.FORGED);
    assertThat(rejection(session, access)).isEqualTo(RejectionReason.FORGED);
  }

  @Test
  void aTokenOfAnotherAppIsRefused() {
    var others = KeyRing.ephemeral(JwsAlgorithm.ES256, random);

    assertThat(
            rejection(
                stateless, loggedIn(stateless(others, "parcels", "parcels"), identity("alice"))))
        .isEqualTo(RejectionReason.UNKNOWN_KEY);
    assertThat(
            rejection(
                stateful, loggedIn(stateful(others, "parcels", "parcels"), identity("alice"))))
        .isEqualTo(RejectionReason.UNKNOWN_KEY);
  }

  @Test
  void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() {
    // RFC 8725 sections 3.8 and 3.9
    for (AuthenticationStrategy other :
        new AuthenticationStrategy[] {
          stateless(ring, "desk", "parcels"), stateless(ring, "parcels", "desk")
        }) {
      assertThat(rejection(stateless, loggedIn(other, identity("alice"))))
          .isEqualTo(RejectionReason.WRONG_CLAIMS);
    }
    for (AuthenticationStrategy other :
        new AuthenticationStrategy[] {
          stateful(ring, "desk", "parcels"), stateful(ring, "parcels", "desk")
        }) {
      assertThat(rejection(stateful, loggedIn(other, identity("alice"))))
          .isEqualTo(RejectionReason.WRONG_CLAIMS);
    }
  }

  @Test
  void aReferenceOfSomebodyElseThanTheOwnerIsRefused() {
    var caller = stateful.anonymous(NOON);
    caller.login(identity("alice"), Device.UNKNOWN);
    caller.commit();
    var sid = caller.session().orElseThrow().id().text();

    assertThat(caller(stateful, reference(Optional.of("alice"), sid)).identity()).isPresent();
    assertThat(rejection(stateful, reference(Optional.of("bob"), sid)))
        .isEqualTo(RejectionReason.NO_SESSION);
    assertThat(rejection(stateful, reference(Optional.empty(), sid)))
        .isEqualTo(RejectionReason.NO_SESSION);
    assertThat(rejection(stateful, reference(Optional.of("alice"), "not an id")))
        .isEqualTo(RejectionReason.NO_SESSION);
  }

  /** Signed with our own key, whatever it says. */
  private String reference(Optional<String> subject, String sid) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sid", sid);
    subject.ifPresent(sub -> claims.put("sub", sub));
    return new JwtIssuer(ring, profile("parcels", "parcels", Duration.ofHours(12)), random)
        .issue(TokenType.SESSION, claims, NOON, NOON.plusSeconds(600))
        .text();
  }
}
