package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.Settings;
import dev.postern.config.TestSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginSettingsTest {

  @Test
  void withoutSettingsOnlyTheApplicationLogsCallersIn() {
    assertThat(LoginSettings.from(TestSettings.of()))
        .isEqualTo(
            new LoginSettings(Optional.empty(), Optional.empty(), "/", Optional.empty(), "/"));
  }

  @Test
  void aLogoutLeadsToTheLoginPageOrHome() {
    assertThat(LoginSettings.from(TestSettings.of("login.page", "/sign-in")).logoutPage())
        .isEqualTo("/sign-in");
    assertThat(LoginSettings.from(TestSettings.of("login.home", "/start")).logoutPage())
        .isEqualTo("/start");
    assertThat(
            LoginSettings.from(TestSettings.of("login.page", "/a", "logout.page", "/bye"))
                .logoutPage())
        .isEqualTo("/bye");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login",
        "//evil.example/",
        "https://evil.example/",
        "/a//b",
        "/a/../b",
        "/a/.",
        "/a/*",
        "/a;b",
        "/a%2fb",
        "/a?b",
        "/a\\b",
        "/\u00e9"
      })
  void aPathWithTwoReadingsIsRefused(String path) {
    assertThatThrownBy(() -> LoginSettings.from(TestSettings.of("login.page", path)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "login.page: \""
                + path
                + "\" is not a plain path. Write it from the context path on, as /account/login,"
                + " without wildcard, query, escape or dot segment. ("
                + TestSettings.ORIGIN
                + ")");
  }

  @Test
  void loginAndLogoutAreTwoPaths() {
    assertThatThrownBy(
            () -> LoginSettings.from(TestSettings.of("login.path", "/a", "logout.path", "/a")))
        .hasMessage(
            "logout.path: \"/a\" is also login.path. Give the two different paths. ("
                + TestSettings.ORIGIN
                + ")");
  }

  @Test
  void theKeysArePublishedOnlyWhereAPathIsSet() {
    Settings set = TestSettings.of("jwks.path", "/.well-known/jwks.json");

    assertThat(JwksSettings.from(TestSettings.of(), true).path()).isEmpty();
    assertThat(JwksSettings.from(set, true).path()).contains("/.well-known/jwks.json");
  }
}
