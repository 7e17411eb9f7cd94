package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenialKeysTest {

  private final DenialKeys keys = new DenialKeys(new byte[32]);

  @Test
  void theRememberedKeyOfAKeyIdIsThatOfItsText() {
    for (int round = 0; round < 2; round++) {
      assertThat(
              IntStream.range(0, 1_000)
                  .mapToObj(n -> "key " + n)
                  .allMatch(kid -> keys.ofKeyId(kid) == keys.of(kid)))
          .isTrue();
    }
  }

  @Test
  void keyIdsWithTheSameHashCodeAreNotTakenForEachOther() {
    assertThat("Aa").hasSameHashCodeAs("BB");

    assertThat(keys.ofKeyId("Aa")).isEqualTo(keys.of("Aa"));
    assertThat(keys.ofKeyId("BB")).isEqualTo(keys.of("BB"));
    assertThat(keys.ofKeyId("Aa")).isEqualTo(keys.of("Aa"));
  }
}
