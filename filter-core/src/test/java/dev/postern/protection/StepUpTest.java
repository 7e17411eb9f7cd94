package dev.postern.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.TestSettings;
import dev.postern.gate.RequestPath;
import dev.postern.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that ask how long ago, and how, the caller has logged in (RFC 9470). */
class StepUpTest {

  private static final Instant LOGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Decision ALLOW = new Decision.Allow();

  private final Identity carol = Identity.ofPassword("carol", Set.of("clerk"), LOGIN);

  @ParameterizedTest
  @CsvSource({
    "PT0S, true",
    "PT10M, true",
    "PT10M0.000000001S, false",
    "PT24H, false",
    "PT-30S, true",
    "PT-31S, false"
  })
  void aLoginIsFreshForItsTimeAndNotBeforeItHappened(Duration later, boolean allowed) { // SU-2
    Decision decision = decide("max-age 10m", carol, LOGIN.plus(later));

    assertThat(decision).isEqualTo(allowed ? ALLOW : wants(Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @CsvSource({
    "'acr phr,mfa', mfa, true",
    "'acr phr,mfa', phr, true",
    "'acr phr', mfa, false",
    "'acr phr', PHR, false",
    "'acr phr', '', false",
    "'acr urn:mace:incommon:iap:silver', urn:mace:incommon:iap:silver, true",
    "'max-age 1h and acr phr', phr, true",
    "'acr phr and max-age 1h', mfa, false",
    "'role clerk and acr phr', phr, true"
  })
  void oneOfTheNamedStrengthsHasToBeReached(String asked, String reached, boolean allowed) {
    Decision decision = decide(asked, carol.withContextClass(reached), LOGIN);

    assertThat(decision instanceof Decision.Allow).isEqualTo(allowed);
    assertThat(decision instanceof Decision.InsufficientLogin).isNotEqualTo(allowed);
  }

  @Test
  void aLoginWhoseStrengthWasNotStatedMeetsNoRuleAboutIt() {
    assertThat(decide("acr 0,1,phr", carol, LOGIN))
        .isEqualTo(
            new Decision.InsufficientLogin(new StepUp(Optional.empty(), List.of("0", "1", "phr"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {Identity.UNDATED, Identity.CLIENT})
  void whoeverIsNotKnownToHaveLoggedInMeetsNoMaxAge(String claim) { // SU-2
    Identity undated = carol.withClaims(Map.of(claim, "x"));

    assertThat(decide("max-age 1d", undated, LOGIN)).isEqualTo(wants(Duration.ofDays(1)));
    assertThat(decide("authenticated", undated, LOGIN)).isEqualTo(ALLOW);
  }

  @Test
  void whoeverCameWithAOneTimeTokenIsNotSentToALogin() {
    Identity once = carol.withClaims(Map.of(Identity.ONE_TIME, true));

    assertThat(decide("role clerk and max-age 1d", once, LOGIN))
        .isEqualTo(new Decision.Forbidden());
    assertThat(decide("role clerk", once, LOGIN)).isEqualTo(ALLOW);
  }

  @Test
  void noLoginIsAskedForThatWouldNotHelp() {
    Instant late = LOGIN.plus(Duration.ofDays(2));

    assertThat(decide("role admin and max-age 1h", carol, late))
        .isEqualTo(new Decision.Forbidden());
    assertThat(decide("scope write and max-age 1h", carol, late))
        .isEqualTo(new Decision.InsufficientScope("write"));
  }

  @Test
  void whoeverHasNotLoggedInNeedsALogin() {
    assertThat(
            rules("max-age 1h")
                .decide(RequestPath.of("/a"), "GET", Optional.empty(), new Moment(LOGIN, SKEW)))
        .isEqualTo(new Decision.NeedsLogin());
    assertThat(rules("max-age 1h").opensToAnyone(RequestPath.of("/a"), "GET")).isFalse();
  }

  @Test
  void theClientIsToldAllThatTheRuleAsksOfALogin() { // SU-1
    Decision decision = decide("authenticated and acr phr,mfa and max-age PT5M", carol, LOGIN);

    assertThat(((Decision.InsufficientLogin) decision).needed().parameters())
        .containsExactly(Map.entry("acr_values", "phr mfa"), Map.entry("max_age", 300L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age 10 | \"max-age 10\" has no unit. Write 10m or PT10M",
        "max-age soon | \"max-age soon\" is not a duration. Write a number with one of the units ms,"
            + " s, m, h, d, for example 15m, or ISO-8601, for example PT15M",
        "role a and max-age 0s | \"max-age 0s\" is too short. Write a duration from 1s to 365d",
        "max-age 366d | \"max-age 366d\" is too long. Write a duration from 1s to 365d",
      })
  void aWrongAgeSaysWhatToWrite(String requirement, String message) {
    refused(requirement, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acr a,,b | \"/a acr a,,b\" names no proper acr",
        "acr a\"b | \"/a acr a\"b\" names no proper acr",
        "acr \u00e9 | \"/a acr \u00e9\" names no proper acr",
        "max-age 1h and max-age 2h | \"/a max-age 1h and max-age 2h\" has a requirement nobody can"
            + " read",
        "anyone and max-age 1h | \"/a anyone and max-age 1h\" has a requirement nobody can read",
        "authenticated max-age 1h | \"/a authenticated max-age 1h\" has a requirement nobody can"
            + " read",
        "authenticated and | \"/a authenticated and\" has a requirement nobody can read",
        "max-age | \"max-age\" is not a requirement"
      })
  void aWrongTermSaysWhatToWrite(String requirement, String message) {
    refused(
        requirement,
        message
            + ". Write anyone, authenticated, nobody, role a,b, scope x,y, max-age 10m or acr a,b,"
            + " or several of the last four joined by and");
  }

  private static Decision wants(Duration age) {
    return new Decision.InsufficientLogin(new StepUp(Optional.of(age), List.of()));
  }

  private static Decision decide(String requirement, Identity caller, Instant now) {
    return rules(requirement)
        .decide(RequestPath.of("/a"), "GET", Optional.of(caller), new Moment(now, SKEW));
  }

  private static AccessRules rules(String requirement) {
    return AccessSettings.from(TestSettings.of("access", "/a " + requirement)).rules();
  }

  private static void refused(String requirement, String message) {
    assertThatThrownBy(() -> rules(requirement))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("access: " + message + ". (" + TestSettings.ORIGIN + ")");
  }
}
