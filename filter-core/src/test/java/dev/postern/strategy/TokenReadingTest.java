package dev.postern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.denylist.DenylistReplica;
import dev.postern.token.JwtResult;
import dev.postern.token.JwtVerifier;
import dev.postern.token.TokenType;
import dev.postern.token.VerifiedJwt;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenReadingTest extends StrategyFixture {

  private final JwtVerifier verifier =
      new JwtVerifier(ring, profile("parcels", "parcels", TOKEN_LIFE));
  private final String token = loggedIn(stateless, identity("alice"));

  @Test
  void aTokenThatComesAgainIsNotReadAgain() {
    TokenReading first = TokenReading.of(verified(), denylist).orElseThrow();

    assertThat(TokenReading.of(verified(), denylist)).containsSame(first);
    assertThat(first.identity()).isEqualTo(identity("alice"));
  }

  @Test
  void whatWasReadForAnotherDenylistIsNotUsed() {
    TokenReading.of(verified(), denylist);
    DenylistReplica other =
        new DenylistReplica(stores.denylist(), new byte[64], Duration.ZERO, clock);

    TokenReading reading = TokenReading.of(verified(), other).orElseThrow();

    assertThat(other.ask(reading.facts()).isAllowed()).isTrue();
    other.denyToken(verified().id(), NOON.plusSeconds(60));
    assertThat(other.ask(reading.facts()).isAllowed()).isFalse();
  }

  private VerifiedJwt verified() {
    JwtResult result = verifier.verify(token, TokenType.ACCESS, clock.instant());
    return ((JwtResult.Verified) result).jwt();
  }
}
