package dev.postern.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsLoaderTest {
  private static final Setting<String> STRATEGY = Setting.text("strategy");
  private static final KnownNames KNOWN =
      new KnownNames(List.of("strategy", "session.idle-timeout"), List.of("admin", "api v2"));

  private static final SettingsSource FILE = file("strategy=file");
  private static final SettingsSource DECLARATION =
      SettingsSource.ofOneFilter(Map.of("strategy", "declaration"), TestSettings.ORIGIN);
  private static final SettingsSource ENVIRONMENT =
      SettingsSource.environment(Map.of("POSTERN_STRATEGY", "environment"));
  private static final SettingsSource PROPERTIES =
      SettingsSource.systemProperties(Map.of("postern.strategy", "properties"));

  @Test
  void theLastSourceWins() {
    assertThat(strategy(FILE)).isEqualTo("file");
    assertThat(strategy(FILE, DECLARATION)).isEqualTo("declaration");
    assertThat(strategy(FILE, DECLARATION, ENVIRONMENT)).isEqualTo("environment");
    assertThat(strategy(FILE, DECLARATION, ENVIRONMENT, PROPERTIES)).isEqualTo("properties");
  }

  @Test
  void aFilterOfItsOwnBeatsTheRestOfTheSameSource() {
    SettingsSource file = file("filter.admin.strategy=one\nstrategy=every");

    assertThat(load("admin", file).get(STRATEGY)).isEqualTo("one");
    assertThat(load("api v2", file).get(STRATEGY)).isEqualTo("every");
  }

  @Test
  void aHigherSourceBeatsAFilterOfItsOwn() {
    assertThat(strategy(file("filter.admin.strategy=one"), PROPERTIES)).isEqualTo("properties");
  }

  @Test
  void theEnvironmentSpellsNamesInItsOwnWay() {
    SettingsSource environment =
        SettingsSource.environment(
            Map.of("POSTERN_FILTER_API_V2_SESSION_IDLE_TIMEOUT", "15", "PATH", "/bin"));

    assertThat(load("api v2", environment).problem(Setting.text("session.idle-timeout"), "p", "f"))
        .hasMessage(
            "session.idle-timeout: \"15\" p. f."
                + " (environment variable POSTERN_FILTER_API_V2_SESSION_IDLE_TIMEOUT)");
  }

  @Test
  void systemPropertiesTellTheirName() {
    SettingsSource properties =
        SettingsSource.systemProperties(
            Map.of("postern.filter.admin.strategy", "x", "java.home", "/jdk"));

    assertThat(load("admin", properties).problem(STRATEGY, "p", "f"))
        .hasMessage("strategy: \"x\" p. f. (system property postern.filter.admin.strategy)");
  }

  @Test
  void theOriginIsThatOfTheWinner() {
    assertThat(load("admin", FILE, DECLARATION).problem(STRATEGY, "p", "f"))
        .hasMessage("strategy: \"declaration\" p. f. (" + TestSettings.ORIGIN + ")");
    assertThat(load("admin", FILE).problem(STRATEGY, "p", "f"))
        .hasMessage("strategy: \"file\" p. f. (WEB-INF/postern.properties)");
  }

  @Test
  void whiteSpaceAroundAValueIsNoPartOfIt() {
    SettingsSource declaration =
        SettingsSource.ofOneFilter(Map.of("strategy", "\n    session\n  "), "web.xml");

    assertThat(strategy(declaration)).isEqualTo("session");
  }

  @Test
  void nothingIsSetWhereNoSourceSaysAnything() {
    Settings settings = load("admin");

    assertThat(settings.find(STRATEGY)).isEmpty();
    assertThat(settings.filterName()).isEqualTo("admin");
  }

  @Test
  void anotherKindOfSourceMayJoin() {
    SettingsSource other =
        new SettingsSource() {
          @Override
          public Optional<SettingValue> find(String name) {
            return name.equals("filter.admin.strategy")
                ? Optional.of(new SettingValue("other", "MicroProfile Config", false))
                : Optional.empty();
          }

          @Override
          public void check(KnownNames known) {}
        };

    assertThat(strategy(FILE, other)).isEqualTo("other");
  }

  @Test
  void onlyDeclaredFiltersAreLoaded() {
    assertThatIllegalArgumentException().isThrownBy(() -> load("unknown", FILE));
  }

  private static String strategy(SettingsSource... sources) {
    return load("admin", sources).get(STRATEGY);
  }

  private static Settings load(String filter, SettingsSource... sources) {
    return new SettingsLoader(KNOWN, Map.of()).load(filter, List.of(sources));
  }

  private static SettingsSource file(String content) {
    return SettingsSource.propertiesFile(
        new ByteArrayInputStream(content.getBytes(UTF_8)), "WEB-INF/postern.properties");
  }
}
