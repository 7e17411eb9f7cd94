package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.TestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SessionSettingsTest {

  @Test
  void anIdleTimeoutThatNeverAppliesIsRefused() {
    assertThatThrownBy(() -> SessionSettings.from(TestSettings.of("session.idle-timeout", "13h")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "session.idle-timeout: \"13h\" never applies, because session.absolute-lifetime is"
                + " shorter. Write a shorter time, or a longer session.absolute-lifetime."
                + " (init-param of filter \"admin\" in web.xml)");
  }

  @Test
  void aShortAbsoluteLifetimeLeavesTheDefaultIdleTimeoutAlone() {
    SessionSettings settings =
        SessionSettings.from(TestSettings.of("session.absolute-lifetime", "5m"));

    assertThat(settings.idleTimeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.absoluteLifetime()).isEqualTo(Duration.ofMinutes(5));
  }
}
