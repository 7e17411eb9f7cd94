package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.config.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");

  @Test
  void everySettingIsInTheReadmeAsTheCodeHasIt() throws IOException {
    assertThat(Files.readString(README))
        .contains(SettingsTable.markdown(AuthenticationConfig.all()));
  }
}
