package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastSeenTest {

  private final LastSeen lastSeen = new LastSeen();

  @Test
  void aGuessIsGivenOnce() {
    lastSeen.put("k", new byte[] {1});
    lastSeen.put("k", new byte[] {2});

    assertThat(lastSeen.take("k")).hasValueSatisfying(seen -> assertThat(seen).containsExactly(2));
    assertThat(lastSeen.take("k")).isEmpty();
  }

  @Test
  void theOldestGoWhenThereAreTooManyBytes() {
    for (int n = 0; n < 200; n++) {
      lastSeen.put("k" + n, new byte[64 * 1024]);
    }

    assertThat(lastSeen.take("k71")).isEmpty();
    assertThat(lastSeen.take("k72")).isPresent();
    assertThat(lastSeen.take("k199")).isPresent();
  }

  @Test
  void theLargestAreNotKept() {
    lastSeen.put("k", new byte[64 * 1024 + 1]);

    assertThat(lastSeen.take("k")).isEmpty();
  }
}
