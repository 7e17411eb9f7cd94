package dev.postern.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.core.StandardHost;
import org.junit.jupiter.api.Test;

/** What known containers show is tested with them, in SessionEventsContract. */
final class ContainerListenersTest {

  @Test
  void anUnknownContainerShowsNothing() {
    assertThat(ContainerListeners.find(new Object())).isEmpty();
  }

  @Test
  void aKnownContainerOfAnotherShapeIsAsGoodAsUnknown() {
    assertThat(ContainerListeners.find(new StandardHost())).isEmpty();
  }
}
