package dev.postern.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Code39Test {

  private static final int ELEMENTS = 10;

  @Test
  void aCodeBeginsAndEndsWithAnAsterisk() {
    List<Integer> widths = Code39.widths("1");

    assertThat(widths).hasSize(3 * ELEMENTS);
    assertThat(widths.subList(0, ELEMENTS)).containsExactly(1, 3, 1, 1, 3, 1, 3, 1, 1, 1);
    assertThat(widths.subList(ELEMENTS, 2 * ELEMENTS))
        .containsExactly(3, 1, 1, 3, 1, 1, 1, 1, 3, 1);
    assertThat(widths.subList(2 * ELEMENTS, 3 * ELEMENTS)).isEqualTo(widths.subList(0, ELEMENTS));
  }

  @Test
  void everyCharacterHasThreeWideElementsAndAFormOfItsOwn() {
    Set<List<Integer>> forms = new HashSet<>();
    for (char character : "0123456789DP-".toCharArray()) {
      List<Integer> form = Code39.widths(String.valueOf(character)).subList(ELEMENTS, 2 * ELEMENTS);

      assertThat(form.stream().filter(width -> width == 3)).hasSize(3);
      assertThat(forms.add(form)).isTrue();
    }
  }
}
