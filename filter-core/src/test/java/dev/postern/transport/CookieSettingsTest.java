package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.TestSettings;
import org.junit.jupiter.api.Test;

class CookieSettingsTest {

  @Test
  void defaultsAreStrict() { // CK-1
    assertThat(CookieSettings.from(TestSettings.of(), "parcels-session"))
        .isEqualTo(new CookieSettings("__Host-parcels-session", SameSite.LAX, false));
  }

  @Test
  void appNameThatNoCookieCanHaveIsMadeToFit() {
    assertThat(CookieSettings.from(TestSettings.of(), "shop v2##3-session").name())
        .isEqualTo("__Host-shop-v2--3-session");
  }

  @Test
  void crossSiteCookieMustBeSecure() { // CK-4
    refused(
        "cookie.same-site: \"none\" needs a secure cookie, and allow-insecure-cookie is true."
            + " Write lax or strict, or remove allow-insecure-cookie. ("
            + TestSettings.ORIGIN
            + ")",
        "cookie.same-site",
        "none",
        "allow-insecure-cookie",
        "true");
  }

  @Test
  void prefixIsNotPartOfTheSetting() {
    refused(
        "cookie.name: \"__Host-p\" starts with __. Leave the prefix out; __Host- is added to every"
            + " secure cookie. ("
            + TestSettings.ORIGIN
            + ")",
        "cookie.name",
        "__Host-p");
  }

  @Test
  void containersCookieIsNotTaken() {
    refused(
        "cookie.name: \"JSessionId\" is the container's own cookie. Write another name, for example"
            + " SESSION. ("
            + TestSettings.ORIGIN
            + ")",
        "cookie.name",
        "JSessionId");
  }

  @Test
  void nameHasNothingThatEndsAName() {
    refused(
        "cookie.name: \"a;b\" is not a cookie name. Write 1 to 64 letters, digits, dots, dashes or"
            + " underscores. ("
            + TestSettings.ORIGIN
            + ")",
        "cookie.name",
        "a;b");
  }

  private static void refused(String message, String... settings) {
    assertThatThrownBy(() -> CookieSettings.from(TestSettings.of(settings), "x"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }
}
