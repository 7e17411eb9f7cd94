package dev.postern.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameCheckTest {
  private static final KnownNames KNOWN =
      new KnownNames(
          List.of("strategy", "session.idle-timeout", "login.path", "path"),
          List.of("admin", "com.acme.Api"));

  @Test
  void knownNamesPassInEverySource() {
    assertThatCode(
            () -> {
              file("strategy=a\nfilter.admin.strategy=b\nfilter.com.acme.Api.login.path=c")
                  .check(KNOWN);
              SettingsSource.ofOneFilter(Map.of("login.path", "a"), "web.xml").check(KNOWN);
              SettingsSource.environment(
                      Map.of("POSTERN_FILTER_COM_ACME_API_STRATEGY", "a", "POSTERNS", "b"))
                  .check(KNOWN);
              SettingsSource.systemProperties(
                      Map.of("postern.filter.admin.strategy", "a", "posterns", "b"))
                  .check(KNOWN);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aFileWithAnUnknownNameIsRefused() {
    assertRefused(
        file("sesion.idle-timeout=15m"),
        "sesion.idle-timeout: unknown setting. Did you mean session.idle-timeout?"
            + " (WEB-INF/postern.properties)");
  }

  @Test
  void aSettingOfAStoreWhoseJarIsMissingAsksForTheJar() {
    assertRefused(
        file("store.uri=redis://redis.example"),
        "store.uri: unknown setting. Add the jar of the store that reads it, or remove it."
            + " (WEB-INF/postern.properties)");
  }

  @Test
  void aSettingOfAStoreThatIsThereGuessesAmongItsOwn() {
    KnownNames known = new KnownNames(List.of("store", "store.uri"), List.of("admin"));

    assertThatThrownBy(() -> file("store.url=redis://redis.example").check(known))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "store.url: unknown setting. Did you mean store.uri? (WEB-INF/postern.properties)");
  }

  @Test
  void aNameWithAPrefixTooManyIsRefused() {
    assertRefused(
        file("postern.strategy=session"),
        "postern.strategy: unknown setting. Did you mean strategy? (WEB-INF/postern.properties)");
    assertRefused(
        file("postern.session.idle-timeout=15m"),
        "postern.session.idle-timeout: unknown setting. Did you mean session.idle-timeout?"
            + " (WEB-INF/postern.properties)");
  }

  @Test
  void aDeclarationWithAnUnknownNameIsRefused() {
    assertRefused(
        SettingsSource.ofOneFilter(Map.of("strategie", "session"), TestSettings.ORIGIN),
        "strategie: unknown setting. Did you mean strategy?"
            + " (init-param of filter \"admin\" in web.xml)");
  }

  @Test
  void aDeclarationSpeaksOfNoOtherFilter() {
    assertRefused(
        SettingsSource.ofOneFilter(Map.of("filter.admin.strategy", "session"), "@Postern on X"),
        "filter.admin.strategy: names a filter where every setting is of this one. Write the name"
            + " of the setting alone, or move it to WEB-INF/postern.properties. (@Postern on X)");
  }

  @Test
  void anUnknownVariableIsRefused() {
    assertRefused(
        SettingsSource.environment(Map.of("POSTERN_SESION_IDLE_TIMEOUT", "15m")),
        "POSTERN_SESION_IDLE_TIMEOUT: unknown setting. Did you mean POSTERN_SESSION_IDLE_TIMEOUT?"
            + " (environment variable)");
  }

  @Test
  void anUnknownSystemPropertyIsRefused() {
    assertRefused(
        SettingsSource.systemProperties(Map.of("postern.filter.admin.stratgy", "session")),
        "postern.filter.admin.stratgy: unknown setting."
            + " Did you mean postern.filter.admin.strategy? (system property)");
  }

  @Test
  void theWordFilterMayBeMisspelledToo() {
    assertRefused(
        file("fliter.admin.strategy=session"),
        "fliter.admin.strategy: unknown setting. Did you mean filter.admin.strategy?"
            + " (WEB-INF/postern.properties)");
  }

  @Test
  void aNameLikeNoOtherGetsNoGuess() {
    assertRefused(
        file("xyzzy=1"),
        "xyzzy: unknown setting. Remove it, or see the README for all names."
            + " (WEB-INF/postern.properties)");
  }

  @Test
  void aFilterNobodyDeclaredIsRefused() {
    assertRefused(
        file("filter.adm.login.path=/in"),
        "filter.adm.login.path: no filter is named \"adm\". Did you mean filter.admin.login.path?"
            + " (WEB-INF/postern.properties)");
    assertRefused(
        SettingsSource.environment(Map.of("POSTERN_FILTER_ADM_STRATEGY", "session")),
        "POSTERN_FILTER_ADM_STRATEGY: no filter is named \"ADM\"."
            + " Did you mean POSTERN_FILTER_ADMIN_STRATEGY? (environment variable)");
  }

  @Test
  void aFilterIsRefusedWhereNoneIsDeclared() {
    assertThatThrownBy(
            () ->
                file("filter.admin.strategy=session")
                    .check(new KnownNames(List.of("strategy"), List.of())))
        .hasMessage(
            "filter.admin.strategy: no filter is named \"admin\". Declare that filter, or remove"
                + " the setting. (WEB-INF/postern.properties)");
  }

  @Test
  void aNameWithoutSettingIsRefused() {
    assertRefused(
        file("filter.strategy=session"),
        "filter.strategy: unknown setting. Did you mean filter.admin.strategy?"
            + " (WEB-INF/postern.properties)");
    assertRefused(
        file("filter.admin.=session"),
        "filter.admin.: unknown setting. Did you mean filter.admin.path?"
            + " (WEB-INF/postern.properties)");
  }

  @Test
  void aVariableThatCouldMeanTwoFiltersIsRefused() {
    KnownNames twins = new KnownNames(List.of("strategy"), List.of("my-api", "my.api"));

    assertThatThrownBy(
            () ->
                SettingsSource.environment(Map.of("POSTERN_FILTER_MY_API_STRATEGY", "session"))
                    .check(twins))
        .hasMessage(
            "POSTERN_FILTER_MY_API_STRATEGY: could mean filter.my-api.strategy or"
                + " filter.my.api.strategy. Use the system property, or rename the filter."
                + " (environment variable)");
  }

  @Test
  void theValueOfAnUnknownNameIsNotShown() {
    assertThatThrownBy(() -> file("store.pasword=hush").check(KNOWN))
        .hasMessageNotContaining("hush");
  }

  private static void assertRefused(SettingsSource source, String message) {
    assertThatThrownBy(() -> source.check(KNOWN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  private static SettingsSource file(String content) {
    return SettingsSource.propertiesFile(
        new ByteArrayInputStream(content.getBytes(UTF_8)), "WEB-INF/postern.properties");
  }
}
