package dev.postern.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicroProfileConfigTest {

  private final ClassLoader loader = MicroProfileConfigTest.class.getClassLoader();

  @AfterEach
  void removeProvider() {
    ConfigProvider.provide(Optional.empty());
  }

  @Test
  void onlyOurNamesWithAValueAreTaken() {
    Map<String, String> known =
        Map.of("postern.strategy", "session", "postern.empty", "", "other", "x");
    ConfigProvider.provide(Optional.of(config(known)));

    assertThat(MicroProfileConfig.values(loader))
        .containsExactly(Map.entry("postern.strategy", "session"));
  }

  @Test
  void withoutAnImplementationThereIsNothing() {
    assertThat(MicroProfileConfig.values(loader)).isEmpty();
  }

  @Test
  void withoutTheApiThereIsNothing() {
    assertThat(MicroProfileConfig.values(ClassLoader.getPlatformClassLoader())).isEmpty();
  }

  private static Config config(Map<String, String> values) {
    return new Config() {
      @Override
      public Iterable<String> getPropertyNames() {
        return values.keySet();
      }

      @Override
      public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        // An empty value counts as absent (MicroProfile Config 3.0, empty value rules).
        return Optional.ofNullable(values.get(name))
            .filter(text -> !text.isEmpty())
            .map(type::cast);
      }
    };
  }
}
