package dev.postern.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertiesFileTest {
  private static final String ORIGIN = "WEB-INF/postern.properties";

  @Test
  void theFileIsReadAsUtf8() {
    assertThat(read("# Kommentar\napp = Übersicht \\u00e4\nstrategy: session\n".getBytes(UTF_8)))
        .isEqualTo(Map.of("app", "Übersicht ä", "strategy", "session"));
  }

  @Test
  void aValueMayGoOnInTheNextLine() {
    assertThat(read("access = GET /a anyone; \\\n         /b role admin".getBytes(UTF_8)))
        .isEqualTo(Map.of("access", "GET /a anyone; /b role admin"));
  }

  @Test
  void aNameWrittenTwiceIsRefused() {
    assertRefused(
        "keys=/a\napp=x\nkeys=/b".getBytes(UTF_8),
        "keys: is set twice. Keep one of the lines. (WEB-INF/postern.properties)");
  }

  @Test
  void aNameWrittenTwiceIsRefusedEvenWithTheSameValue() {
    assertRefused(
        "keys=/a\nkeys=/a".getBytes(UTF_8),
        "keys: is set twice. Keep one of the lines. (WEB-INF/postern.properties)");
  }

  @Test
  void otherEncodingsAreRefused() {
    assertRefused(
        "app=Übersicht".getBytes(ISO_8859_1),
        "WEB-INF/postern.properties: is not UTF-8. Save it as UTF-8.");
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertRefused(
        "\uFEFFapp=x".getBytes(UTF_8),
        "WEB-INF/postern.properties: begins with a byte order mark. Save it as UTF-8 without one.");
  }

  @Test
  void malformedEscapesAreRefused() {
    assertRefused(
        "app=\\u00g0".getBytes(UTF_8),
        "WEB-INF/postern.properties: has a malformed \\u escape. Write four hexadecimal digits.");
  }

  @Test
  void aFileThatBreaksOffIsRefused() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThatThrownBy(() -> PropertiesFile.read(broken, ORIGIN))
        .hasMessage("WEB-INF/postern.properties: cannot be read. Build the application anew.");
  }

  private static Map<String, String> read(byte[] content) {
    return PropertiesFile.read(new ByteArrayInputStream(content), ORIGIN);
  }

  private static void assertRefused(byte[] content, String message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }
}
