package dev.postern.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.TestSettings;
import dev.postern.gate.RequestPath;
import dev.postern.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

  private static final Decision ALLOW = new Decision.Allow();
  private static final Decision NEEDS_LOGIN = new Decision.NeedsLogin();
  private static final Decision FORBIDDEN = new Decision.Forbidden();

  private static final Moment NOW =
      new Moment(Instant.parse("2026-03-01T12:00:00Z"), Duration.ofSeconds(30));

  private static final String ORIGIN = ". (" + TestSettings.ORIGIN + ")";
  private static final String REQUIREMENTS =
      "Write anyone, authenticated, nobody, role a,b, scope x,y, max-age 10m or acr a,b, or several"
          + " of the last four joined by and";

  private final Identity carol =
      Identity.ofPassword("carol", Set.of("clerk"), Instant.EPOCH).withScopes(Set.of("read"));

  @Test
  void unlistedPathNeedsALogin() {
    AccessRules rules = rules("GET /a/* anyone");

    assertThat(rules.decide(RequestPath.of("/b"), "GET", Optional.empty(), NOW))
        .isEqualTo(NEEDS_LOGIN);
    assertThat(rules.decide(RequestPath.of("/b"), "GET", Optional.of(carol), NOW)).isEqualTo(ALLOW);
  }

  @Test
  void whoeverCameWithAOneTimeTokenIsLetInOnlyWhereTheirRoleIsNamed() {
    Identity once =
        Identity.ofPassword("admin", Set.of("one-time"), Instant.EPOCH)
            .withClaims(Map.of(Identity.ONE_TIME, true));
    AccessRules rules = rules("GET /a role one-time,clerk; /b authenticated; /c scope read");

    assertThat(rules.decide(RequestPath.of("/a"), "HEAD", Optional.of(once), NOW)).isEqualTo(ALLOW);
    assertThat(rules.namesRole(RequestPath.of("/a"), "HEAD", "one-time")).isTrue();
    for (String path : Set.of("/b", "/c", "/unlisted")) {
      assertThat(rules.decide(RequestPath.of(path), "GET", Optional.of(once), NOW))
          .isEqualTo(FORBIDDEN);
      assertThat(rules.namesRole(RequestPath.of(path), "GET", "one-time")).isFalse();
    }
    assertThat(rules.namesRole(RequestPath.of("/a"), "POST", "one-time")).isFalse();
  }

  @Test
  void noRulesMeanThatEveryPathNeedsALogin() {
    AccessRules rules = AccessSettings.from(TestSettings.of()).rules();

    assertThat(rules.decide(RequestPath.of("/"), "GET", Optional.empty(), NOW))
        .isEqualTo(NEEDS_LOGIN);
    assertThat(rules.describe()).isEqualTo("/* authenticated");
  }

  @Test
  void methodThatNoRuleOfThePathIsAboutIsOpenToNobody() {
    AccessRules rules = rules("GET /a/* anyone");

    assertThat(rules.decide(RequestPath.of("/a/x"), "POST", Optional.of(carol), NOW))
        .isEqualTo(FORBIDDEN);
    assertThat(rules.decide(RequestPath.of("/a/x"), "POST", Optional.empty(), NOW))
        .isEqualTo(FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "get", "Get", "GET ", "TRACE", ""})
  void unknownMethodMeetsOnlyRulesWithoutMethods(String method) {
    AccessRules rules = rules("GET,POST /a anyone; /a role clerk");

    assertThat(rules.decide(RequestPath.of("/a"), method, Optional.empty(), NOW))
        .isEqualTo(NEEDS_LOGIN);
    assertThat(rules.decide(RequestPath.of("/a"), method, Optional.of(carol), NOW))
        .isEqualTo(ALLOW);
  }

  @Test
  void headIsDecidedAsGet() {
    AccessRules rules = rules("GET /a anyone; /a nobody");

    assertThat(rules.opensToAnyone(RequestPath.of("/a"), "HEAD")).isTrue();
    assertThat(rules.opensToAnyone(RequestPath.of("/a"), "OPTIONS")).isFalse();
  }

  @Test
  void firstMatchingRuleDecides() {
    AccessRules rules = rules("/a/open anyone\n/a/* nobody\r\n/* authenticated");

    assertThat(rules.decide(RequestPath.of("/a/open"), "GET", Optional.empty(), NOW))
        .isEqualTo(ALLOW);
    assertThat(rules.decide(RequestPath.of("/a/x"), "GET", Optional.of(carol), NOW))
        .isEqualTo(FORBIDDEN);
    assertThat(rules.decide(RequestPath.of("/b"), "GET", Optional.of(carol), NOW)).isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin", "/admin/"})
  void slashAtTheEndDoesNotLeadAroundARule(String path) {
    AccessRules rules = rules("/admin role admin; /* anyone");

    assertThat(rules.decide(RequestPath.of(path), "GET", Optional.of(carol), NOW))
        .isEqualTo(FORBIDDEN);
  }

  @Test
  void segmentsAreComparedWithTheirCase() {
    AccessRules rules = rules("/Open/* anyone");

    assertThat(rules.opensToAnyone(RequestPath.of("/Open/x"), "GET")).isTrue();
    assertThat(rules.opensToAnyone(RequestPath.of("/open/x"), "GET")).isFalse();
    assertThat(rules.opensToAnyone(RequestPath.of("/Opened"), "GET")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'role clerk', true",
    "'role admin,clerk', true",
    "'role admin , clerk', true",
    "'role admin', false",
    "'role Clerk', false",
    "'scope read', true",
    "'role clerk and scope read', true",
    "'scope read and role clerk', true",
    "'role admin and scope read', false",
    "'authenticated', true"
  })
  void rolesAreAlternativesAndScopesAreNot(String requirement, boolean allowed) {
    Decision decision =
        rules("/a " + requirement).decide(RequestPath.of("/a"), "GET", Optional.of(carol), NOW);

    assertThat(decision).isEqualTo(allowed ? ALLOW : FORBIDDEN);
  }

  @Test
  void missingScopeSaysWhichScopesAreNeeded() { // BR-5
    assertThat(
            rules("/a scope read,write")
                .decide(RequestPath.of("/a"), "GET", Optional.of(carol), NOW))
        .isEqualTo(new Decision.InsufficientScope("read write"));
  }

  @Test
  void descriptionIsTheRulesInTheirOrder() {
    assertThat(rules("  GET ,POST   /a/*  anyone ;; \n /* role a , b ;").describe())
        .isEqualTo("GET,POST /a/* anyone; /* role a,b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/* anyone; /a nobody",
        "/a/* anyone; /a nobody",
        "/a/* anyone; /a/b/* nobody",
        "/a anyone; /a nobody",
        "/a anyone; GET /a nobody",
        "GET,POST /a/* anyone; POST /a/b nobody",
        "GET /* anyone; POST /a/* anyone; GET,POST /a/b nobody"
      })
  void ruleThatIsNeverReachedStopsTheStart(String access) {
    String last = access.substring(access.lastIndexOf(';') + 2);

    refused(
        access,
        '"'
            + last
            + "\" is never reached, because earlier rules decide all it is about. Move it up, or"
            + " remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a anyone; /a nobody",
        "/a anyone; /a/* nobody",
        "GET /a/* anyone; GET,POST /a/b nobody",
        "/a/b/* anyone; /a/* nobody; /* anyone"
      })
  void ruleThatIsReachedSometimesIsFine(String access) {
    assertThat(rules(access).describe()).isEqualTo(access);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get /a anyone | \"get\" is neither a method nor a path. Write methods in capitals, such as"
            + " GET,POST, and start the path with /",
        "GET,POTS /a anyone | \"POTS\" is neither a method nor a path. Write methods in capitals,"
            + " such as GET,POST, and start the path with /",
        "HEAD /a anyone | \"HEAD\" is decided as GET. Write GET",
        "GET | \"GET\" has no path. Write /a/b, /a/* or /*",
        "/a/*/b anyone | \"/a/*/b\" has a \"*\" that is not its last segment. Write /a/b, /a/* or"
            + " /*",
        "*.css anyone | \"*.css\" is a suffix, and suffixes do not decide about access. Write /a/b,"
            + " /a/* or /*",
        "/a/ anyone | \"/a/\" ends with a slash, which decides nothing. Write it without, or end it"
            + " in /*"
      })
  void wrongPathOrMethodSaysWhatToWrite(String access, String message) { // CA-4
    refused(access, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /a | \"GET /a\" has no requirement",
        "/a everyone | \"everyone\" is not a requirement",
        "/a role | \"role\" is not a requirement",
        "/a role a b | \"/a role a b\" has a requirement nobody can read",
        "/a role a and | \"/a role a and\" has a requirement nobody can read",
        "/a role a and role b | \"/a role a and role b\" has a requirement nobody can read",
        "/a role a or scope b | \"/a role a or scope b\" has a requirement nobody can read",
        "/a role a,,b | \"/a role a,,b\" names no proper role",
        "/a role * | \"/a role *\" names no proper role",
        "/a scope \"x\" | \"/a scope \"x\"\" names no proper scope",
        "/a anyone anyone | \"/a anyone anyone\" has a requirement nobody can read"
      })
  void wrongRequirementSaysWhatToWrite(String access, String message) {
    refused(access, message + ". " + REQUIREMENTS);
  }

  private static AccessRules rules(String access) {
    return AccessSettings.from(TestSettings.of("access", access)).rules();
  }

  private static void refused(String access, String message) {
    assertThatThrownBy(() -> rules(access))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("access: " + message + ORIGIN);
  }
}
