package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.SessionKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final EndedSessions ended = new EndedSessions();

  @Test
  void aKeyIsRememberedForFiveSeconds() {
    ended.add(key(1), NOON);

    assertThat(ended.contains(key(1), NOON)).isTrue();
    assertThat(ended.contains(key(1), NOON.plusMillis(4_999))).isTrue();
    assertThat(ended.contains(key(1), NOON.plusSeconds(5))).isFalse();
  }

  @Test
  void aKeyThatIsStoredAfterAllIsForgottenAndNoOther() {
    ended.add(key(1), NOON);

    ended.remove(key(2));
    assertThat(ended.contains(key(1), NOON)).isTrue();

    ended.remove(key(1));
    assertThat(ended.contains(key(1), NOON)).isFalse();
  }

  @Test
  void aClockThatIsSetBackForgets() {
    ended.add(key(1), NOON);

    assertThat(ended.contains(key(1), NOON.minus(Duration.ofMillis(1)))).isFalse();
  }

  @Test
  void noOtherKeyIsTakenForItAlsoNotInTheSameSlot() {
    ended.add(key(1), NOON);

    for (int n = 2; n < 100_000; n++) {
      assertThat(ended.contains(key(n), NOON)).isFalse();
    }
  }

  @Test
  void aLiveSessionIsFoundAfterAnyNumberOfEndedOnes() {
    for (int n = 0; n < 100_000; n++) {
      ended.add(key(n), NOON);
    }

    assertThat(ended.contains(key(100_001), NOON)).isFalse();
  }

  private static SessionKey key(int number) {
    return new SessionKey(String.format("%043d", number));
  }
}
