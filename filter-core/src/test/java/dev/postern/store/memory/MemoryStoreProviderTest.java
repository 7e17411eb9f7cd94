package dev.postern.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.StoreProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MemoryStoreProviderTest {

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(StoreProvider.class))
        .anySatisfy(
            provider -> {
              assertThat(provider.name()).isEqualTo("memory");
              assertThat(provider.isShared()).isFalse();
              assertThat(provider.settingNames()).isEmpty();
            });
  }
}
