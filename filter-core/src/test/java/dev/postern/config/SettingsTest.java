package dev.postern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Setting<Duration> IDLE =
      Setting.duration("session.idle-timeout", Duration.ofSeconds(1), Duration.ofDays(7))
          .defaultsTo("30m");
  private static final Setting<Boolean> FLAG = Setting.flag("allow-insecure-cookie");
  private static final Setting<Integer> LENGTH = Setting.number("token.max-length", 256, 65_536);
  private static final Setting<List<String>> ORIGINS = Setting.list("public-origins");
  private static final Setting<Kind> STRATEGY = Setting.choice("strategy", Kind.class);

  private enum Kind {
    SESSION,
    STATEFUL_JWT,
    STATELESS_JWT
  }

  @ParameterizedTest
  @CsvSource({
    "15m, PT15M",
    "30s, PT30S",
    "12h, PT12H",
    "7d, PT168H",
    "5000ms, PT5S",
    "PT1H30M, PT1H30M"
  })
  void durationsCarryTheirUnit(String text, Duration expected) {
    assertThat(TestSettings.of(IDLE.name(), text).get(IDLE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1s", "7d"})
  void boundsAreAllowedValues(String text) {
    assertThat(TestSettings.of(IDLE.name(), text).find(IDLE)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          15    | has no unit. Write 15m or PT15M.
          999ms | is too short. Write a duration from 1s to 7d.
          -PT1S | is too short. Write a duration from 1s to 7d.
          8d    | is too long. Write a duration from 1s to 7d.
          999999999999999999d | is too long. Write a duration from 1s to 7d.
          1h30m | is not a duration. Write a number with one of the units ms, s, m, h, d, for \
          example 15m, or ISO-8601, for example PT15M.
          15 m  | is not a duration. Write a number with one of the units ms, s, m, h, d, for \
          example 15m, or ISO-8601, for example PT15M.
          ١٥m   | is not a duration. Write a number with one of the units ms, s, m, h, d, for \
          example 15m, or ISO-8601, for example PT15M.
          """)
  void wrongDurationsSayHowToMendThem(String text, String advice) {
    assertProblem(IDLE, text, advice);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void flagsAreTrueOrFalse(String text, boolean expected) {
    assertThat(TestSettings.of(FLAG.name(), text).get(FLAG)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yse", "yes", "TRUE", "1"})
  void nothingElseIsAFlag(String text) {
    assertProblem(FLAG, text, "is neither true nor false. Write true or false.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          255   | is too small. Write a number from 256 to 65536.
          -1    | is too small. Write a number from 256 to 65536.
          65537 | is too large. Write a number from 256 to 65536.
          99999999999 | is too large. Write a number from 256 to 65536.
          8k    | is not a whole number. Write a number from 256 to 65536.
          +256  | is not a whole number. Write a number from 256 to 65536.
          """)
  void wrongNumbersNameTheBounds(String text, String advice) {
    assertProblem(LENGTH, text, advice);
  }

  @Test
  void numbersReachTheirBounds() {
    assertThat(TestSettings.of(LENGTH.name(), "256").get(LENGTH)).isEqualTo(256);
    assertThat(TestSettings.of(LENGTH.name(), "65536").get(LENGTH)).isEqualTo(65_536);
  }

  @Test
  void choicesAreWrittenInKebabCase() {
    assertThat(TestSettings.of("strategy", "stateful-jwt").get(STRATEGY))
        .isEqualTo(Kind.STATEFUL_JWT);
    assertProblem(
        STRATEGY, "STATEFUL_JWT", "is not known. Write session, stateful-jwt or stateless-jwt.");
  }

  @Test
  void choicesMayHaveASpellingOfTheirOwn() {
    Setting<Kind> strategy = Setting.choice("strategy", Kind.class, Kind::name);

    assertThat(TestSettings.of("strategy", "SESSION").get(strategy)).isEqualTo(Kind.SESSION);
  }

  @Test
  void listsAreSeparatedByCommasOrLines() {
    Settings settings = TestSettings.of(ORIGINS.name(), "https://a , https://b\r\n  https://c,\nd");

    assertThat(settings.get(ORIGINS)).containsExactly("https://a", "https://b", "https://c", "d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,,b", "a,", ","})
  void listsHaveNoEmptyEntry(String text) {
    assertProblem(ORIGINS, text, "has an empty entry. Remove the extra comma.");
  }

  @Test
  void emptyIsNeverAValue() {
    assertProblem(Setting.text("app"), "", "is empty. Write a value, or remove the setting.");
  }

  @Test
  void defaultsHoldWhereNothingIsSet() {
    Settings settings = TestSettings.of();

    assertThat(settings.get(IDLE)).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.isSet(IDLE)).isFalse();
    assertThat(settings.find(FLAG)).isEmpty();
  }

  @Test
  void missingWithoutDefaultIsAnError() {
    assertThatThrownBy(() -> TestSettings.of().get(FLAG))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "allow-insecure-cookie: is missing. Set it for this filter, or for every filter in"
                + " WEB-INF/postern.properties. (filter \"admin\")");
  }

  @Test
  void wrongDefaultsAreRefusedWhereTheyAreDeclared() {
    assertThatIllegalArgumentException().isThrownBy(() -> FLAG.defaultsTo("no"));
  }

  @Test
  void problemsAcrossSettingsReadLikeTheOthers() {
    assertThat(TestSettings.of(IDLE.name(), "2d").problem(IDLE, "is longer than x", "Write less"))
        .hasMessage(
            "session.idle-timeout: \"2d\" is longer than x. Write less."
                + " (init-param of filter \"admin\" in web.xml)");
    assertThat(TestSettings.of().problem(IDLE, "is longer than x", "Write less"))
        .hasMessage(
            "session.idle-timeout: \"30m\" is longer than x. Write less."
                + " (default of filter \"admin\")");
    assertThat(TestSettings.of().problem(FLAG, "is needed", "Set it"))
        .hasMessage("allow-insecure-cookie: is needed. Set it. (filter \"admin\")");
  }

  @Test
  void onlyTheWrongPartOfALongValueIsShown() {
    Setting<String> access =
        Setting.of(
            "access",
            text -> {
              throw new InvalidValueException("GET /b anyonee", "has no requirement", "Mend it");
            });

    assertProblemText(
        TestSettings.of("access", "GET /a anyone\nGET /b anyonee"),
        access,
        "access: \"GET /b anyonee\" has no requirement. Mend it.");
  }

  @Test
  void secretsAreNotShown() {
    Setting<Duration> secret = IDLE.secret();

    assertProblemText(
        TestSettings.of(IDLE.name(), "4711"),
        secret,
        "session.idle-timeout: \"…\" has no unit. Write …m or PT…M.");
  }

  @Test
  void valuesFromPlaceholdersAreNotShown() {
    Settings settings = TestSettings.hidden(IDLE.name(), "4711");

    assertProblemText(settings, IDLE, "session.idle-timeout: \"…\" has no unit. Write …m or PT…M.");
    assertThat(settings.problem(IDLE, "is 4711", "Write less than 4711"))
        .hasMessageNotContaining("4711");
  }

  @Test
  void partsOfHiddenValuesAreNotShown() {
    Setting<String> rules =
        Setting.of(
            "access",
            text -> {
              throw new InvalidValueException("hush", "says hush", "Do not write hush");
            });

    assertProblemText(
        TestSettings.hidden("access", "a hush b"), rules, "access: \"…\" says …. Do not write ….");
  }

  @Test
  void textFormsShowNoValues() {
    assertThat(TestSettings.of("keys", "hush")).hasToString("Settings[filter=admin, set=[keys]]");
    assertThat(new SettingValue("hush", "here", false)).hasToString("SettingValue[origin=here]");
    assertThat(Setting.text("keys").defaultsTo("hush")).hasToString("Setting[keys]");
  }

  @Test
  void storeProvidersSeeTheirOwnNamesOnly() {
    Settings settings = TestSettings.of("store.redis.url", "redis://x", "app", "a");

    assertThat(settings.valuesOf(Set.of("store.redis.url", "store.redis.password")))
        .containsOnly(Map.entry("store.redis.url", "redis://x"));
  }

  private static void assertProblem(Setting<?> setting, String text, String advice) {
    assertProblemText(
        TestSettings.of(setting.name(), text),
        setting,
        setting.name() + ": \"" + text + "\" " + advice);
  }

  private static void assertProblemText(Settings settings, Setting<?> setting, String message) {
    assertThatThrownBy(() -> settings.get(setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message + " (" + TestSettings.ORIGIN + ")")
        .hasNoCause();
  }
}
