package dev.postern.containertests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the container under test has logged. Stateless. */
final class LogFiles {

  private LogFiles() {}

  /** Every line of every log file, in the order of the files' names. */
  static List<String> lines() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("test.logs")))) {
      return files.filter(Files::isRegularFile).sorted().flatMap(LogFiles::linesOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> linesWith(String text) {
    return lines().stream().filter(line -> line.contains(text)).toList();
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
