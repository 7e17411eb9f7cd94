package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewKeyCommandTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:15:30Z"), ZoneOffset.UTC);

  @TempDir private Path parent;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @EnumSource(JwsAlgorithm.class)
  void aNewKeySignsFromTheNextStartOn(JwsAlgorithm algorithm) {
    Path directory = parent.resolve("keys");

    int code = run("--algorithm", algorithm.headerName(), directory.toString());
    KeyRing ring = KeyRing.load(directory, algorithm);

    assertThat(code).isZero();
    assertThat(ring.isEphemeral()).isFalse();
    assertThat(out.toString(UTF_8)).contains("key id " + ring.keyIds(NOW).get(0) + ".");
    assertThat(err.size()).isZero();
  }

  @Test
  void filesAreTheOwnersAlone() throws IOException {
    Path directory = parent.resolve("keys");

    run(directory.toString());

    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(directory.resolve("20261120-101530-es256.jwk"))).isEqualTo("rw-------");
    assertThat(mode(directory.resolve("app.secret"))).isEqualTo("rw-------");
  }

  @Test
  void nothingIsEverOverwritten() throws IOException {
    run(parent.toString());
    Path key = parent.resolve("20261120-101530-es256.jwk");
    Path secret = parent.resolve("app.secret");
    String before = Files.readString(key) + Files.readString(secret);

    int code = run(parent.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualTo("There is a " + key + " already; nothing was overwritten.\n");
    assertThat(Files.readString(key) + Files.readString(secret)).isEqualTo(before);
  }

  @Test
  void theSecretOutlivesEveryNewKey() throws IOException {
    run(parent.toString());
    String secret = Files.readString(parent.resolve("app.secret"));

    run("--algorithm", "EdDSA", parent.toString());

    assertThat(Files.readString(parent.resolve("app.secret"))).isEqualTo(secret);
    try (Stream<Path> files = Files.list(parent)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void nothingSecretIsPrinted() throws IOException {
    run("--algorithm", "HS256", parent.toString());

    String key = Files.readString(parent.resolve("20261120-101530-hs256.jwk"));
    String k = key.replaceAll(".*\"k\":\"([^\"]+)\".*\\s*", "$1");

    assertThat(k).hasSize(43);
    assertThat(out.toString(UTF_8))
        .doesNotContain(k)
        .doesNotContain(Files.readString(parent.resolve("app.secret")).strip());
  }

  @Test
  void whatIsNotUnderstoodIsNotDone() throws IOException {
    List<List<String>> wrong =
        List.of(
            List.of(),
            List.of("--help"),
            List.of("--algorithm", "ES256"),
            List.of("--algorithm", "none", parent.toString()),
            List.of("--algorithm", "es256", parent.toString()),
            List.of("--force", "ES256", parent.toString()),
            List.of("a", "b", "c", "d"));
    for (List<String> args : wrong) {
      assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
    }
    assertThat(err.toString(UTF_8)).startsWith("Usage: new-key ");
    try (Stream<Path> files = Files.list(parent)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aPlaceThatIsNoDirectoryIsReported() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));

    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).isNotEmpty();
  }

  private int run(String... args) {
    return NewKeyCommand.run(
        List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), CLOCK);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
