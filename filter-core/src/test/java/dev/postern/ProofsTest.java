package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of proofs names tests that are there. */
final class ProofsTest {

  private static final Path ROOT = Path.of("..");
  private static final Set<String> OTHERS = Set.of("target", ".git");
  private static final Pattern NAME = Pattern.compile("`(\\w+(?:Test|Contract))`");

  @Test
  void everyTestThatIsNamedIsThere() throws Exception {
    var named =
        NAME.matcher(Files.readString(ROOT.resolve("docs").resolve("proofs.md")))
            .results()
            .map(found -> found.group(1) + ".java")
            .collect(Collectors.toSet());

    assertThat(named).hasSizeGreaterThan(50);
    assertThat(sources()).containsAll(named);
  }

  /** Nothing that was built: other builds may be at it. */
  private static Set<String> sources() throws Exception {
    var names = new HashSet<String>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return OTHERS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            names.add(file.getFileName().toString());
            return FileVisitResult.CONTINUE;
          }
        });
    return names;
  }
}
