package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wrong setting stops the deployment with one message: name, value, problem, fix, origin. */
final class SettingsMessageTest {

  private static final String WEB = " (init-param of filter \"web\" in web.xml)";

  private final Site site = new Site();

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void anUnknownNameIsToldWithTheNearestOne() throws Exception {
    assertProblem(
        "session.idle-timout: unknown setting. Did you mean session.idle-timeout?" + WEB,
        "session.idle-timout",
        "15m");
  }

  @Test
  void aStoreThatIsNotHere() throws Exception {
    assertProblem(
        "store: \"reddis\" is no store that is here. Found: lab, memory, shared-lab. Correct the"
            + " name or add the store's jar."
            + WEB,
        "store",
        "reddis");
  }

  @Test
  void aSharedStoreWithoutKeys() throws Exception {
    assertProblem(
        "store: \"shared-lab\" is shared by several nodes, and there are no keys that all of them"
            + " have. Make them with: java -jar postern-filter-core.jar new-key DIRECTORY, and set"
            + " keys to that directory."
            + WEB,
        "store",
        "shared-lab");
  }

  @Test
  void aLoginPathWithNothingThatChecksPasswords() throws Exception {
    assertProblem(
        "login.path: \"/login\" has nothing that checks passwords. Set login.users-file or"
            + " login.verifier, or remove login.path."
            + WEB,
        "login.path",
        "/login");
  }

  @Test
  void aParameterForOneTimeTokensOfNobody() throws Exception {
    assertProblem(
        "one-time.parameter: \"token\" has nothing to take. Set one-time.servers, or remove it."
            + WEB,
        "one-time.parameter",
        "token");
  }

  @Test
  void oneTimeTokensOfAServerWhoseKeysNobodyCanRead() throws Exception {
    assertProblem(
        "one-time.servers: \"shop http://shop.example/keys\" has an address that is not https. Use"
            + " https; http is for localhost only."
            + WEB,
        "one-time.servers",
        "shop http://shop.example/keys");
  }

  @Test
  void aLoginPathThatTheFilterNeverSees() throws Exception {
    site.filter(
            "web",
            site.settings("login.path", "/login", "login.verifier", LabVerifier.class.getName()),
            "/app/*")
        .start();

    assertStopped(
        "login.path: \"/login\" is not served by the filter, whose URL patterns are [/app/*]. Write"
            + " a path that one of them covers, or map the filter to it."
            + WEB);
  }

  @Test
  void acceptedKindsThatDoNotBeginWithTheOneThatIsIssued() throws Exception {
    assertProblem(
        "accept: \"stateless-jwt, session\" begins with another kind than strategy session, which is"
            + " issued. Write session first, or correct strategy."
            + WEB,
        "strategy",
        "session",
        "accept",
        "stateless-jwt, session");
  }

  @Test
  void anAcceptedKindThatThereIsNot() throws Exception {
    assertProblem(
        "accept: \"jwt\" is no strategy. Write session, stateful-jwt or stateless-jwt." + WEB,
        "accept",
        "session, jwt");
  }

  @Test
  void anAcceptedKindThatIsThereTwice() throws Exception {
    assertProblem(
        "accept: \"session\" is there twice. Write each kind once." + WEB,
        "accept",
        "session,session");
  }

  @Test
  void aPathForClientsWhomNothingNames() throws Exception {
    assertProblem(
        "revoke.path: \"/revoke\" has nothing that names the clients. Set clients.file, or remove"
            + " it."
            + WEB,
        "revoke.path",
        "/revoke");
  }

  @Test
  void clientsWithoutAPath() throws Exception {
    assertProblem(
        "clients.file: \"/WEB-INF/clients\" is never read, because there is no path for clients."
            + " Remove it, or set revoke.path, introspect.path or token.path."
            + WEB,
        "clients.file",
        "/WEB-INF/clients");
  }

  @Test
  void clientsOfAStrategyWhoseTokensNobodyAsksAbout() throws Exception {
    assertProblem(
        "introspect.path: \"/introspect\" has nothing to do, because only tokens of strategy"
            + " stateless-jwt are asked about. Remove it, or use strategy stateless-jwt."
            + WEB,
        "introspect.path",
        "/introspect",
        "clients.file",
        "/WEB-INF/clients");
  }

  @Test
  void aTransportOfAcceptedKindsWhereThereAreNone() throws Exception {
    assertProblem(
        "accept.transport: \"cookie\" is never read, because accept names no further kind. Remove"
            + " it, or set accept."
            + WEB,
        "accept.transport",
        "cookie");
  }

  @Test
  void aTransportThatDoesNotFitTheStrategy() throws Exception {
    assertProblem(
        "transport: \"bearer\" does not fit strategy session, whose id travels in a cookie only."
            + " Write cookie, or use strategy stateful-jwt."
            + WEB,
        "transport",
        "bearer");
  }

  @Test
  void aVerifierThatIsNoClass() throws Exception {
    assertProblem(
        "login.verifier: \"com.example.Gone\" cannot be made: ClassNotFoundException. Name a public"
            + " class of the application that implements dev.postern.identity.CredentialVerifier"
            + " and has a public constructor without parameters."
            + WEB,
        "login.verifier",
        "com.example.Gone");
  }

  @Test
  void aVerifierOfAnotherKind() throws Exception {
    assertProblem(
        "login.verifier: \"java.lang.String\" cannot be made: ClassCastException. Name a public"
            + " class of the application that implements dev.postern.identity.CredentialVerifier"
            + " and has a public constructor without parameters."
            + WEB,
        "login.verifier",
        "java.lang.String");
  }

  @Test
  void aUsersFileThatIsNotThere() throws Exception {
    assertProblem(
        "login.users-file: \"/WEB-INF/users\" cannot be read. Name an existing file, or one inside"
            + " the WAR that begins with /WEB-INF/."
            + WEB,
        "login.users-file",
        "/WEB-INF/users");
  }

  @Test
  void aUsersFileThatIsADirectory() throws Exception {
    var directory = System.getProperty("java.io.tmpdir");

    assertProblem(
        "login.users-file: \""
            + directory
            + "\" cannot be read. Name an existing file, or one inside the WAR that begins with"
            + " /WEB-INF/."
            + WEB,
        "login.users-file",
        directory);
  }

  @Test
  void aUsersFileThatNobodyMadeWithTheCommand() throws Exception {
    site.file("WEB-INF/users", "alice = secret\n");
    site.filter("web", site.settings("login.users-file", "/WEB-INF/users"), "/*").start();

    assertThat(site.startProblems).isNotEmpty();
    assertThat(site.startProblems.get(0))
        .startsWith("login.users-file: \"/WEB-INF/users\" has no name:hash:roles in line 1. ")
        .endsWith(WEB)
        .doesNotContain("secret", "..");
  }

  @Test
  void twoFiltersOfOneAppThatDiffer() throws Exception {
    site.filter("web", site.settings(), "/*")
        .filter("api", site.settings("revocation.staleness", "5s"), "/api/*")
        .start();

    assertStopped(
        "app: \"lab\" is shared by filters that differ in store, keys, session.seal-keys,"
            + " revocation.staleness or login"
            + " limits. Give them the same values, or apps of their own. (filters \"web\" and"
            + " \"api\")");
  }

  @Test
  void pathsBesideAFilterThatHasPatternsAlready() throws Exception {
    assertProblem(
        "paths: \"/app/*\" has no effect on a filter that is not declared by"
            + " WEB-INF/postern.properties. Remove it; the filter has URL patterns where it is"
            + " declared."
            + WEB,
        "paths",
        "/app/*");
  }

  @Test
  void pathsOfTheFileAreNoLongerReadWhereAFilterIsDeclared() throws Exception {
    site.file("WEB-INF/postern.properties", "paths = /app/*\n")
        .filter("web", site.settings(), "/*")
        .initializer()
        .start();

    assertStopped(
        "paths: \"/app/*\" has no effect on a filter that is not declared by"
            + " WEB-INF/postern.properties. Remove it; the filter has URL patterns where it is"
            + " declared. (WEB-INF/postern.properties)");
  }

  @Test
  void anAbsentSettingOfAStoreIsTheStoresToTell() throws Exception {
    var keys = Files.createTempDirectory("keys").resolve("keys");
    Main.run(List.of("new-key", keys.toString()), System.in, System.out, System.err);

    assertProblem(
        "store: \"shared-lab\" was refused by its store: store.shared-lab.url: is missing. Set it."
            + " Correct the settings that begin with store."
            + WEB,
        "store",
        "shared-lab",
        "keys",
        keys.toString());
  }

  @Test
  void anEncryptionThatHasNoKey() throws Exception {
    assertProblem(
        "token.encryption: \"A256KW/A256GCM\" has no key in the directory that keys names. Make one"
            + " there: java -jar postern-filter-core.jar new-key --algorithm A256KW."
            + WEB,
        "strategy",
        "stateless-jwt",
        "token.format",
        "jwe",
        "token.encryption",
        "A256KW/A256GCM");
  }

  @Test
  void aListOfSessionsWhereThereAreNone() throws Exception {
    assertProblem(
        "sessions.path: \"/sessions\" has nothing to show, because strategy stateless-jwt keeps no"
            + " sessions. Remove it, set refresh.path, or use strategy session or stateful-jwt."
            + WEB,
        "sessions.path",
        "/sessions",
        "strategy",
        "stateless-jwt");
  }

  @Test
  void aRefreshPathWhereNothingIsRefreshed() throws Exception {
    assertProblem(
        "refresh.path: \"/refresh\" has nothing to do, because only tokens of strategy stateless-jwt"
            + " are refreshed. Remove it, or use strategy stateless-jwt."
            + WEB,
        "refresh.path",
        "/refresh");
  }

  @Test
  void aRefreshPathThatIsTakenAlready() throws Exception {
    assertProblem(
        "refresh.path: \"/out\" is also login.path or logout.path. Give it a path of its own."
            + WEB,
        "refresh.path",
        "/out",
        "logout.path",
        "/out",
        "strategy",
        "stateless-jwt");
  }

  @Test
  void aRefreshIdleTimeoutThatNeverApplies() throws Exception {
    assertProblem(
        "refresh.idle-timeout: \"31d\" never applies, because refresh.absolute-lifetime is shorter."
            + " Write a shorter time, or a longer refresh.absolute-lifetime."
            + WEB,
        "refresh.idle-timeout",
        "31d");
  }

  @Test
  void aListOfSessionsThatLeavesNoRoomForHandles() throws Exception {
    assertProblem(
        "sessions.path: \"/sessions/\" ends with a slash, and handles follow it. Write it without,"
            + " as /account/sessions."
            + WEB,
        "sessions.path",
        "/sessions/");
  }

  @Test
  void aPlaceForKeysThatTheFilterDoesNotHave() throws Exception {
    assertProblem(
        "jwks.path: \"/keys.json\" has nothing to publish, because strategy session signs no"
            + " tokens. Remove it, use a strategy with tokens, or set one-time.issue."
            + WEB,
        "jwks.path",
        "/keys.json");
  }

  @Test
  void aPlaceForKeysThatTheFilterNeverSees() throws Exception {
    site.filter(
            "web", site.settings("strategy", "stateless-jwt", "jwks.path", "/keys.json"), "/app/*")
        .start();

    assertStopped(
        "jwks.path: \"/keys.json\" is not served by the filter, whose URL patterns are [/app/*]."
            + " Write a path that one of them covers, or map the filter to it."
            + WEB);
  }

  @Test
  void aListOfSessionsWhoseHandlesTheFilterNeverSees() throws Exception {
    site.filter("web", site.settings("sessions.path", "/sessions"), "/sessions").start();

    assertStopped(
        "sessions.path: \"/sessions\" is not served by the filter, whose URL patterns are"
            + " [/sessions]. Write a path that one of them covers, or map the filter to it."
            + WEB);
  }

  private void assertProblem(String message, String... namesAndValues) throws Exception {
    Map<String, String> settings = site.settings(namesAndValues);
    site.filter("web", settings, "/*").start();

    assertStopped(message);
  }

  private void assertStopped(String message) {
    assertThat(site.startProblems).startsWith(message);
    assertThat(site.isServing()).isFalse();
  }
}
