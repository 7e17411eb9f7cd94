package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OvertakenTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Instant END = NOON.plus(IDLE);

  private final Overtaken overtaken = new Overtaken();

  @Test
  void eachIsGivenOnceAndNoMoreThanAskedFor() {
    overtaken.add(session(1), END);
    overtaken.add(session(2), END);

    assertThat(overtaken.take(1)).containsExactly(session(1));
    assertThat(overtaken.take(9)).containsExactly(session(2));
    assertThat(overtaken.take(9)).isEmpty();
  }

  @Test
  void whatNobodyAskedForIsDropped() {
    overtaken.add(session(1), END);

    overtaken.add(session(2), END.plus(SessionStore.EXPIRED_KEPT).plusMillis(1));

    assertThat(overtaken.take(9)).containsExactly(session(2));
  }

  private static StoredSession session(int number) {
    return new StoredSession(Samples.key(number), Samples.session(NOON, IDLE));
  }
}
