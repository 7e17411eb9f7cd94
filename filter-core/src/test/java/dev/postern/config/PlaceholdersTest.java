package dev.postern.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
  private final Placeholders placeholders =
      new Placeholders(Map.of("PASSWORD", "hu$h\\1", "NESTED", "${env:PASSWORD}"));

  @TempDir private Path directory;

  @Test
  void textWithoutPlaceholderStaysAsItIs() {
    assertThat(resolve("a $ b } {c}")).isEqualTo(new SettingValue("a $ b } {c}", "here", false));
  }

  @Test
  void variablesArePutInAndHidden() {
    SettingValue value = resolve("redis://:${env:PASSWORD}@${env:PASSWORD}");

    assertThat(value.text()).isEqualTo("redis://:hu$h\\1@hu$h\\1");
    assertThat(value.isHidden()).isTrue();
  }

  @Test
  void whatComesInIsNotLookedAtAgain() {
    assertThat(resolve("${env:NESTED}").text()).isEqualTo("${env:PASSWORD}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'hush'       | 'hush'
          'hush\\n'     | 'hush'
          'hush\\r\\n'   | 'hush'
          'hush\\n\\n'   | 'hush\\n'
          ' hush '     | ' hush '
          ''           | ''
          """)
  void oneLineEndOfAFileIsLeftOut(String content, String expected) throws IOException {
    SettingValue value = resolve("${file:" + file(content.translateEscapes()) + "}");

    assertThat(value.text()).isEqualTo(expected.translateEscapes());
    assertThat(value.isHidden()).isTrue();
  }

  @Test
  void variablesThatAreNotSetAreRefused() {
    assertRefused(
        "${env:PASWORD}",
        "keys: \"${env:PASWORD}\" names an environment variable that is not set."
            + " Set it, or correct its name. (here)");
  }

  @Test
  void missingFilesAreRefused() {
    String placeholder = "${file:" + directory.resolve("none") + "}";

    assertRefused(
        placeholder,
        "keys: \""
            + placeholder
            + "\" names a file that cannot be read. Create it, or let this process read it."
            + " (here)");
  }

  @Test
  void directoriesAreNoFiles() {
    assertThatThrownBy(() -> resolve("${file:" + directory + "}"))
        .hasMessageContaining("names a file that cannot be read");
  }

  @Test
  void relativePathsAreRefused() {
    assertRefused(
        "${file:secret.txt}",
        "keys: \"${file:secret.txt}\" has a path that depends on where the server was started."
            + " Write the path from the root on. (here)");
  }

  @Test
  void impossiblePathsAreRefused() {
    assertRefused(
        "${file:/a\0b}",
        "keys: \"${file:/a\0b}\" names no possible file. Correct the path. (here)");
  }

  @Test
  void filesWithoutEndAreRefused() throws IOException {
    Path file = file("x".repeat(65_537));

    assertThatThrownBy(() -> resolve("${file:" + file + "}"))
        .hasMessage(
            "keys: \"${file:"
                + file
                + "}\" names a file of more than 65536 bytes. Correct the path. (here)");
  }

  @Test
  void filesInOtherEncodingsAreRefused() throws IOException {
    Path file = directory.resolve("latin");
    Files.write(file, "ü".getBytes(ISO_8859_1));

    assertThatThrownBy(() -> resolve("${file:" + file + "}"))
        .hasMessage(
            "keys: \"${file:"
                + file
                + "}\" names a file that is not UTF-8. Save it as UTF-8."
                + " (here)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${hush}", "${env:}", "${env:HUSH", "${ENV:PASSWORD}", "hu${sh", "${}"})
  void otherPlaceholdersAreRefusedWithoutBeingShown(String text) {
    assertRefused(
        text,
        "keys: has a placeholder that is neither ${env:NAME} nor ${file:/path}. Write one of these;"
            + " a value that holds ${ itself can stand in a file. (here)");
  }

  private SettingValue resolve(String text) {
    return placeholders.resolve("keys", new SettingValue(text, "here", false));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("secret"), content);
  }

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> resolve(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message)
        .hasNoCause();
  }
}
