package dev.postern.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Nonces that every node knows and none remembers (DP-1, DP-4). */
final class NoncesTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Nonces nonces = new Nonces(turn -> "mac-of-" + turn);
  private final Nonces ofOthers = new Nonces(turn -> "other-" + turn);

  @Test
  void aNonceIsGoodForSomeMinutesAndOnEveryNode() {
    String nonce = nonces.at(NOON);

    assertThat(new Nonces(turn -> "mac-of-" + turn).isGood(nonce, NOON)).isTrue();
    assertThat(nonces.isGood(nonce, NOON.plusSeconds(179))).isTrue();
    assertThat(nonces.isGood(nonce, NOON.plusSeconds(180))).isFalse();
  }

  @Test
  void theNonceOfANodeWhoseClockIsAMinuteAheadIsGood() {
    assertThat(nonces.isGood(nonces.at(NOON.plusSeconds(60)), NOON)).isTrue();
    assertThat(nonces.isGood(nonces.at(NOON.plusSeconds(120)), NOON)).isFalse();
  }

  @Test
  void itChangesEveryMinute() {
    assertThat(nonces.at(NOON.plusSeconds(59))).isEqualTo(nonces.at(NOON));
    assertThat(nonces.at(NOON.plusSeconds(60))).isNotEqualTo(nonces.at(NOON));
  }

  @Test
  void whatNobodyOfOursGaveOutIsNone() {
    assertThat(nonces.isGood(ofOthers.at(NOON), NOON)).isFalse();
    assertThat(nonces.isGood("", NOON)).isFalse();
  }
}
