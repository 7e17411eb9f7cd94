package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theJarAloneMakesAKey(@TempDir Path directory) throws Exception {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes.toString(),
                Main.class.getName(),
                "new-key",
                "--algorithm",
                "EdDSA",
                directory.resolve("keys").toString())
            .redirectErrorStream(true)
            .start();

    String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(command.waitFor()).describedAs(said).isZero();
    try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.endsWith("-eddsa.jwk"))
          .contains("app.secret");
    }
  }

  @Test
  void aUserIsOneLine() throws IOException {
    int exit = run("correct horse battery\n", "new-user", "zoe", "--roles", "customer");

    assertThat(exit).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("zoe:v1$").contains(":customer");
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("horse");
  }

  @Test
  void whatIsNotUnderstoodIsExplained() throws IOException {
    assertThat(run("", "make-coffee")).isEqualTo(2);
    assertThat(run("")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("new-key").contains("new-user");
  }

  private int run(String input, String... args) throws IOException {
    return Main.run(
        List.of(args),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
