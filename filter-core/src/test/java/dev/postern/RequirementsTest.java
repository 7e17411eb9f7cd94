package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every requirement of the specifications that requirements.txt lists is named by a test, so that
 * none loses its test unnoticed. Which tests have an id is found by searching for it.
 */
class RequirementsTest {

  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern ID = Pattern.compile("\\b[A-Z]{2,3}-[0-9]{1,2}\\b");

  @Test
  void everyListedRequirementIsNamedByATest() throws IOException {
    Set<String> missing = new TreeSet<>(listed());
    missing.removeAll(named());

    assertThat(missing).isEmpty();
  }

  private static List<String> listed() throws IOException {
    try (InputStream list = RequirementsTest.class.getResourceAsStream("requirements.txt")) {
      List<String> ids = new String(requireNonNull(list).readAllBytes(), UTF_8).lines().toList();
      assertThat(ids).hasSizeGreaterThan(40).allMatch(id -> ID.matcher(id).matches());
      return ids;
    }
  }

  private static Set<String> named() throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        ID.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(named::add);
      }
    }
    return named;
  }
}
