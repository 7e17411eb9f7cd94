package dev.postern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.config.TestSettings;
import dev.postern.token.IssuerServer;
import dev.postern.token.JwtIssuer;
import dev.postern.token.JwtVerifier;
import dev.postern.token.TrustedIssuerSettings;
import dev.postern.token.TrustedIssuers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims by which a token of another issuer could look younger than it is (BCP-9, FAULTS T8). */
class OutsideTokenCutOffTest extends StrategyFixture {

  private static final Instant LATER = NOON.plus(Duration.ofHours(24));
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private IssuerServer issuer;
  private StatelessJwtStrategy strategy;

  @BeforeEach
  void trust() throws IOException {
    issuer = new IssuerServer("/realms/shop", "ES256");
    TrustedIssuerSettings settings =
        TrustedIssuerSettings.from(
            TestSettings.of(
                "trusted-issuers",
                "cloak " + issuer.issuer() + " audience=parcels algorithms=ES256"),
            "us");
    var profile = profile("parcels", "parcels", TOKEN_LIFE);
    strategy =
        new StatelessJwtStrategy(
            new AccessTokens(new JwtIssuer(ring, profile, random), "parcels", TOKEN_LIFE, random),
            new JwtVerifier(ring, profile),
            new TrustedIssuers(settings, Duration.ZERO, 8192),
            denylist);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void itIsIssuedAgainWhateverItSaysOfTheTimeOfItsRoles() {
    String token =
        token(
            Map.of(ExactTimes.AS_OF, LATER.getEpochSecond(), ExactTimes.AS_OF_NANOS, 999_999_999L));
    assertThat(caller(strategy, token).identity()).isPresent();

    clock.advance(HALF_A_SECOND);
    denylist.wantReissue("cloak|alice", clock.instant(), LATER);

    assertThat(rejection(strategy, token)).isEqualTo(RejectionReason.REISSUE_WANTED);
    assertThat(rejection(strategy, token(Map.of(ExactTimes.ISSUED, 999_999_999L))))
        .isEqualTo(RejectionReason.REISSUE_WANTED);
  }

  @Test
  void itIsCutOffWithTheWholeSecondOfItsLogin() {
    String token = token(Map.of(ExactTimes.AUTHENTICATED, 999_999_999L));
    assertThat(caller(strategy, token).identity()).isPresent();

    clock.advance(HALF_A_SECOND);
    denylist.denySubject("cloak|alice", clock.instant(), LATER);

    assertThat(rejection(strategy, token)).isEqualTo(RejectionReason.REVOKED);
  }

  private String token(Map<String, Object> more) {
    Map<String, Object> claims = new LinkedHashMap<>(more);
    claims.put("iss", issuer.issuer());
    claims.put("sub", "alice");
    claims.put("aud", "parcels");
    claims.put("iat", NOON.getEpochSecond());
    claims.put("auth_time", NOON.getEpochSecond());
    claims.put("exp", NOON.getEpochSecond() + 300);
    return issuer.token("at+jwt", claims);
  }
}
