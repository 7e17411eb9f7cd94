package dev.postern.labels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {

  private static final Label LABEL = new Label("PD-1002", "Emmy Noether", "Göttingen");

  @ParameterizedTest
  @CsvSource({
    "/PD-1002.pdf, Emmy, Erlangen, true",
    "/PD-1002.pdf, Emmy, , false",
    "/PD-1002.pdf, , Erlangen, false",
    "/PD-1002.pdf, 'Em\tmy', Erlangen, false",
    "/PD-1002, Emmy, Erlangen, false",
    "/PD-1.pdf, Emmy, Erlangen, false",
    "/a/PD-1002.pdf, Emmy, Erlangen, false",
    ", Emmy, Erlangen, false"
  })
  void anAddressNamesALabelOrNone(String file, String recipient, String town, boolean names) {
    assertThat(Label.of(file, recipient, town).isPresent()).isEqualTo(names);
  }

  @Test
  void aLabelShowsNumberRecipientTownAndWhoOrderedIt() {
    String file = new String(LABEL.print("alice"), ISO_8859_1);

    assertThat(file)
        .startsWith("%PDF-1.4\n")
        .endsWith("%%EOF\n")
        .contains("(PD-1002) Tj", "(Emmy Noether) Tj", "(Göttingen) Tj", "(Ordered by alice) Tj");
  }

  @Test
  void theTableLeadsToEachObjectAndTheEndToTheTable() {
    String file = new String(LABEL.print("alice"), ISO_8859_1);

    int table = Integer.parseInt(file.replaceAll("(?s).*startxref\n([0-9]+)\n.*", "$1"));
    var places =
        Pattern.compile("([0-9]{10}) 00000 n \n")
            .matcher(file)
            .results()
            .map((MatchResult entry) -> Integer.parseInt(entry.group(1)))
            .toList();

    assertThat(file.substring(table)).startsWith("xref\n0 6\n");
    assertThat(places).hasSize(5);
    for (int object = 0; object < places.size(); object++) {
      assertThat(file.substring(places.get(object))).startsWith((object + 1) + " 0 obj\n");
    }
  }

  @Test
  void theLengthOfTheDrawingIsTold() {
    String file = new String(LABEL.print("alice"), ISO_8859_1);

    int told = Integer.parseInt(file.replaceAll("(?s).*/Length ([0-9]+) .*", "$1"));
    String drawing = file.replaceAll("(?s).*\nstream\n(.*)endstream.*", "$1");

    assertThat(drawing).hasSize(told);
  }

  @Test
  void whatWouldEndAStringOfTheFileIsEscaped() {
    Label label = new Label("PD-1002", "A) Tj ET (B\\", "日本");

    assertThat(new String(label.print("alice"), ISO_8859_1))
        .contains("(A\\) Tj ET \\(B\\\\) Tj")
        .contains("(??) Tj");
  }

  @Test
  void theSameLabelHasTheSameBytes() {
    assertThat(LABEL.print("alice")).isEqualTo(LABEL.print("alice"));
  }
}
