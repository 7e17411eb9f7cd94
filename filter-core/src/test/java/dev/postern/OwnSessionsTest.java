package dev.postern;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.SessionSummary;
import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers see and end their own sessions: by the endpoint, and as applications do it. */
final class OwnSessionsTest {

  private static final Pattern HANDLE = Pattern.compile("\"handle\":\"([^\"]{22})\"");

  private final Site site = new Site();
  private final AtomicReference<ServletContext> context = new AtomicReference<>();

  @BeforeEach
  void start() throws Exception {
    zone("/web", "session");
    zone("/api", "stateful-jwt");
    site.filter(
            "tokens",
            site.settings(
                "strategy", "stateless-jwt",
                "login.path", "/tokens/login",
                "login.verifier", LabVerifier.class.getName(),
                "access", "/tokens/* authenticated"),
            "/tokens/*")
        .with(tomcat -> context.set(tomcat.getServletContext()))
        .at(
            "/tokens/list",
            (request, response) ->
                response.getWriter().print(Authentication.of(request).sessions().size()))
        .start();
    site.stores.tripsSinceLast();
  }

  private void zone(String path, String strategy) {
    site.filter(
            strategy,
            site.settings(
                "strategy",
                strategy,
                "login.path",
                path + "/login",
                "sessions.path",
                path + "/sessions",
                "login.verifier",
                LabVerifier.class.getName(),
                "access",
                path + "/open/* anyone; " + path + "/sessions role customer"),
            path + "/*")
        .at(
            path + "/who",
            (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at(
            path + "/end-others",
            (request, response) ->
                response.getWriter().print(Authentication.of(request).endOtherSessions()))
        .at(
            path + "/end",
            (request, response) ->
                response
                    .getWriter()
                    .print(Authentication.of(request).endSession(request.getParameter("handle"))))
        .at(
            path + "/open/list",
            (request, response) ->
                response.getWriter().print(Authentication.of(request).sessions().size()));
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/web", "/api"})
  void aCallerSeesWhereTheyAreSignedIn(String zone) throws Exception {
    loggedIn(zone, "alice", "curl/8.0");
    var here = loggedIn(zone, "alice", "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0");
    loggedIn(zone, "bob", "Chrome/1");

    var answer = here.get(zone + "/sessions");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(answer.body())
        .containsPattern(
            "^\\{\"sessions\":\\[\\{\"kind\":\"session\",\"handle\":\"[A-Za-z0-9_-]{22}\",\"device\":\"Firefox on Linux\","
                + "\"address\":\"127.0.0.1\",\"createdAt\":\"[0-9TZ:-]{20}\","
                + "\"loggedInAt\":\"[0-9TZ:-]{20}\",\"lastSeenAt\":\"[0-9TZ:-]{20}\","
                + "\"current\":true\\},\\{")
        .contains("\"device\":\"curl\"")
        .doesNotContain("Chrome");
    assertThat(handles(answer)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/web", "/api"})
  void oneIsEndedByItsHandle(String zone) throws Exception {
    var lost = loggedIn(zone, "alice", "curl/8.0");
    var here = loggedIn(zone, "alice", "Firefox/1");
    var handle = handles(here.get(zone + "/sessions")).get(1);

    assertThat(here.delete(zone + "/sessions/" + handle).statusCode()).isEqualTo(204);

    assertThat(lost.get(zone + "/who").statusCode()).isEqualTo(401);
    assertThat(here.get(zone + "/who").body()).isEqualTo("alice");
    assertThat(here.delete(zone + "/sessions/" + handle).statusCode()).isEqualTo(404);
  }

  @Test
  void theOthersAreEndedWhateverStrategyTheyHave() throws Exception {
    var token = loggedIn("/api", "alice", "curl/8.0");
    var browser = loggedIn("/web", "alice", "Chrome/1");
    var here = loggedIn("/web", "alice", "Firefox/1");

    assertThat(here.delete("/web/sessions?others").statusCode()).isEqualTo(204);

    assertThat(token.get("/api/who").statusCode()).isEqualTo(401);
    assertThat(browser.get("/web/who").statusCode()).isEqualTo(401);
    assertThat(here.get("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void endingTheCurrentOneIsALogout() throws Exception {
    var here = loggedIn("/web", "alice", "Firefox/1");
    var twin = here.twin();
    var handle = handles(here.get("/web/sessions")).get(0);

    var ended = here.delete("/web/sessions/" + handle);

    assertThat(ended.statusCode()).isEqualTo(204);
    assertThat(ended.headers().firstValue("set-cookie").orElseThrow())
        .startsWith("lab-session=;")
        .contains("Max-Age=0");
    assertThat(twin.get("/web/who").statusCode()).isEqualTo(401);
  }

  @Test
  void anothersSessionIsAnsweredLikeOneThatDoesNotExist() throws Exception {
    var alice = loggedIn("/web", "alice", "Firefox/1");
    var mallory = loggedIn("/web", "mallory", "Firefox/1");
    var handle = handles(alice.get("/web/sessions")).get(0);

    var others = mallory.delete("/web/sessions/" + handle);
    var nobodys = mallory.delete("/web/sessions/" + "A".repeat(22));

    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.body()).isEqualTo(nobodys.body());
    assertThat(alice.get("/web/who").body()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%20", "AAAAAAAAAAAAAAAAAAAAA%C3%A9", "a/b", "A-A.A~A"})
  void aHandleThatIsNoneIsNotFound(String handle) throws Exception {
    var here = loggedIn("/web", "alice", "Firefox/1");

    assertThat(here.delete("/web/sessions/" + handle).statusCode()).isEqualTo(404);
    assertThat(here.delete("/web/sessions/" + "A".repeat(4_000)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?other", "?others&x", "?x=others"})
  void endingAllMustBeSaid(String query) throws Exception {
    var other = loggedIn("/web", "alice", "Chrome/1");
    var here = loggedIn("/web", "alice", "Firefox/1");

    assertThat(here.delete("/web/sessions" + query).statusCode()).isEqualTo(400);
    assertThat(other.get("/web/who").body()).isEqualTo("alice");
  }

  @ParameterizedTest
  @CsvSource({"/web/sessions,'GET, HEAD, DELETE'", "/web/sessions/AAAAAAAAAAAAAAAAAAAAAA,DELETE"})
  void otherMethodsAreToldWhatIsAllowed(String path, String allow) throws Exception {
    var answer = loggedIn("/web", "alice", "Firefox/1").post(path);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains(allow);
  }

  @Test
  void whoIsNotLoggedInIsAskedTo() throws Exception {
    assertThat(site.client().get("/web/sessions").statusCode()).isEqualTo(401);
    assertThat(site.client().delete("/web/sessions?others").statusCode()).isEqualTo(401);
    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  @Test
  void anotherSiteEndsNobodysSession() throws Exception { // CS-1
    var other = loggedIn("/web", "alice", "Chrome/1");
    var here = loggedIn("/web", "alice", "Firefox/1");

    var forged = here.delete("/web/sessions?others", "Sec-Fetch-Site", "cross-site");

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(other.get("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void anOutageIsToldAndNobodyIsLoggedOut() throws Exception {
    var here = loggedIn("/web", "alice", "Firefox/1");
    site.stores.breakDown();

    assertThat(here.delete("/web/sessions?others").statusCode()).isEqualTo(503);
    assertThat(here.get("/web/sessions").statusCode()).isEqualTo(503);

    site.stores.mend();
    assertThat(here.get("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void anApplicationDoesTheSame() throws Exception {
    var first = loggedIn("/web", "alice", "Chrome/1");
    var second = loggedIn("/api", "alice", "curl/8.0");
    var here = loggedIn("/web", "alice", "Firefox/1");

    assertThat(here.get("/web/open/list").body()).isEqualTo("3");
    assertThat(site.client().get("/web/open/list").body()).isEqualTo("0");
    assertThat(here.get("/web/end?handle=" + "A".repeat(22)).body()).isEqualTo("false");
    assertThat(here.get("/web/end-others").body()).isEqualTo("2");
    assertThat(first.get("/web/who").statusCode()).isEqualTo(401);
    assertThat(second.get("/api/who").statusCode()).isEqualTo(401);
    var own = handles(here.get("/web/sessions")).get(0);
    assertThat(here.get("/web/end?handle=" + own).body()).isEqualTo("true");
    assertThat(here.cookie("lab-session")).isEmpty();
  }

  @Test
  void aStatelessTokenHasNoSession() throws Exception {
    var token = loggedIn("/tokens", "alice", "curl/8.0");

    assertThat(token.get("/tokens/list").body()).isEqualTo("0");
  }

  @Test
  void anAdministratorEndsAllSessionsOfAUserWithoutARequest() throws Exception {
    var alice = loggedIn("/web", "alice", "Firefox/1");
    loggedIn("/api", "alice", "curl/8.0");
    var bob = loggedIn("/web", "bob", "Firefox/1");
    var sessions = Sessions.of(context());

    List<SessionSummary> listed = sessions.list("alice");
    assertThat(listed).extracting(SessionSummary::device).contains("Firefox", "curl");
    assertThat(listed).noneMatch(SessionSummary::isCurrent);
    assertThat(sessions.end("bob", listed.get(0).handle())).isFalse();
    assertThat(sessions.end("alice", listed.get(0).handle())).isTrue();
    assertThat(Sessions.of(context(), "lab").endAll("alice")).isEqualTo(1);

    assertThat(alice.get("/web/who").statusCode()).isEqualTo(401);
    assertThat(bob.get("/web/who").body()).isEqualTo("bob");
  }

  @Test
  void anAppThatIsNotHereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> Sessions.of(context(), "shop"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No Postern filter with app \"shop\" has started. There are: [lab].");
  }

  private ServletContext context() {
    return requireNonNull(context.get());
  }

  private Client loggedIn(String zone, String user, String agent) throws Exception {
    var client = site.client().calledItself(agent);
    assertThat(client.login(zone + "/login", user, "right").statusCode()).isEqualTo(200);
    site.stores.tripsSinceLast();
    return client;
  }

  private static List<String> handles(HttpResponse<String> answer) {
    return HANDLE.matcher(answer.body()).results().map(found -> found.group(1)).toList();
  }
}
