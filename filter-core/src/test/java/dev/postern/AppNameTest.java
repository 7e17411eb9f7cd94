package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.config.TestSettings;
import dev.postern.store.memory.MemoryStoreProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AppNameTest {

  @Test
  void aPlainContextPathIsTheName() {
    assertThat(nameAt("/parcels")).isEqualTo("parcels");
    assertThat(nameAt("")).isEqualTo("root");
  }

  @Test
  void noTwoContextPathsShareAName() {
    List<String> paths =
        List.of("", "/root", "/ROOT", "/a/b", "/a-b", "/a_b", "/A-b", "/日本", "/" + "x".repeat(40));

    Set<String> names = new HashSet<>();
    paths.forEach(path -> names.add(nameAt(path)));

    assertThat(names)
        .hasSameSizeAs(paths)
        .allMatch(name -> name.matches("[a-z0-9][a-z0-9-]{0,31}"));
  }

  private static String nameAt(String contextPath) {
    return AppSettings.from(TestSettings.of(), contextPath, new MemoryStoreProvider()).app();
  }
}
