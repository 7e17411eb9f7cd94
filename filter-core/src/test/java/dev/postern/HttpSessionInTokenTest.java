package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code http-session=token}: sessions that their clients carry, over HTTP. */
final class HttpSessionInTokenTest {

  private static final String TOKEN = "lab-web";
  private static final String SESSION = "lab-web-attributes";

  private final Site site = new Site();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    zone("/web", "refresh.path", "/web/refresh");
    zone("/short");
    zone("/lower", "session.max-bytes", "1024");
    zone("/moved", "accept", "session, stateless-jwt", "accept.transport", "cookie");
    site.with(context -> context.addApplicationListener(Recorder.class.getName())).start();
    Recorder.HEARD.clear();
  }

  private void zone(String path, String... more) {
    var settings =
        site.settings(
            "strategy",
            "stateless-jwt",
            "transport",
            "cookie",
            "http-session",
            "token",
            "cookie.name",
            "lab-" + path.substring(1),
            "revocation.staleness",
            "60s",
            "login.path",
            path + "/login",
            "logout.path",
            path + "/logout",
            "login.verifier",
            LabVerifier.class.getName(),
            "access",
            path + "/open/* anyone; " + path + "/* authenticated",
            "session.allowed-classes",
            Bound.class.getName());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    if (settings.containsKey("accept")) {
      settings.remove("strategy");
      settings.put("cookie.name", TOKEN);
    }
    site.filter(path, settings, path + "/*");
    for (String at : List.of(path, path + "/open")) {
      site.at(at + "/put", (in, out) -> put(in))
          .at(at + "/get", (in, out) -> out.getWriter().write(shown(in.getSession(false))))
          .at(at + "/touch", (in, out) -> in.getSession())
          .at(at + "/end", (in, out) -> in.getSession().invalidate())
          .at(at + "/rotate", (in, out) -> seen.add(in.changeSessionId()))
          .at(at + "/id", (in, out) -> out.getWriter().write(in.getSession().getId()));
    }
  }

  private static void put(HttpServletRequest request) {
    request.getParameterMap().forEach((name, values) -> put(request.getSession(), name, values));
  }

  private static void put(HttpSession session, String name, String[] values) {
    session.setAttribute(name, values[0]);
  }

  private static String shown(HttpSession session) {
    return session == null
        ? "none"
        : new TreeSet<>(Collections.list(session.getAttributeNames()))
            .stream().map(name -> name + "=" + session.getAttribute(name)).toList().toString();
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void whatIsPutInIsThereInTheNextRequestAndNoStoreIsAsked() throws Exception {
    var alice = loggedIn("/short", "alice");
    site.stores.tripsSinceLast();

    var put = alice.get("/short/put?colour=blue&size=8");

    assertThat(sessionLines(put, "lab-short"))
        .singleElement()
        .asString()
        .matches("lab-short-attributes=[\\w-]{22}\\.[\\w-]+; Path=/; HttpOnly; SameSite=Lax");
    assertThat(put.headers().firstValue("cache-control")).contains("no-store");
    var get = alice.get("/short/get");
    assertThat(get.body()).isEqualTo("[colour=blue, size=8]");
    assertThat(get.headers().allValues("set-cookie")).isEmpty();
    assertThat(get.headers().firstValue("cache-control")).contains("no-store");
    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  @Test
  void aSessionWithNothingInItIsNotSent() throws Exception {
    var alice = loggedIn("/web", "alice");

    assertThat(alice.get("/web/touch").headers().allValues("set-cookie")).isEmpty();
    assertThat(alice.cookie(SESSION)).isEmpty();
  }

  @Test
  void theSessionOfOneUserIsNothingToAnotherOrToNobody() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?colour=blue");
    var mallory = loggedIn("/web", "mallory").cookie(SESSION, alice.cookie(SESSION));

    assertThat(mallory.get("/web/get").body()).isEqualTo("none");
    assertThat(site.client().cookie(SESSION, alice.cookie(SESSION)).get("/web/open/get").body())
        .isEqualTo("none");
    assertThat(alice.get("/web/get").body()).isEqualTo("[colour=blue]");
  }

  @Test
  void anotherZonesSessionIsNone() throws Exception {
    var there = loggedIn("/web", "alice");
    there.get("/web/put?colour=blue");
    var here = loggedIn("/short", "alice").cookie("lab-short-attributes", there.cookie(SESSION));

    assertThat(here.get("/short/get").body()).isEqualTo("none");
  }

  @Test
  void aDamagedOneIsNoSessionAndNoError() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?colour=blue");
    var good = alice.cookie(SESSION);

    for (String bad :
        List.of("x", good + "A", good.substring(1), good.substring(0, 60), "A".repeat(4000))) {
      var answer = alice.cookie(SESSION, bad).get("/web/get");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("none");
      assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    }
  }

  @Test
  void twoOfThemAreAmbiguous() throws Exception { // CK-3
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?colour=blue");
    alice.cookie(SESSION, alice.cookie(SESSION) + "; " + SESSION + "=other");

    assertThat(alice.get("/web/get").statusCode()).isEqualTo(400);
  }

  @Test
  void aVisitorsSessionBecomesTheirsWhoLogInWithAnotherId() throws Exception { // ASVS 7.2.4
    var visitor = site.client();
    visitor.get("/web/open/put?cart=full");
    var planted = visitor.cookie(SESSION);
    var before = visitor.get("/web/open/id").body();
    Recorder.HEARD.clear();

    visitor.login("/web/login", "alice", "right");

    assertThat(visitor.get("/web/get").body()).isEqualTo("[cart=full]");
    var after = visitor.get("/web/id").body();
    assertThat(after).isNotEqualTo(before);
    assertThat(Recorder.HEARD).containsExactly("Recorder: id " + before + " " + after);
    assertThat(visitor.cookie(SESSION, planted).get("/web/get").body()).isEqualTo("none");
  }

  @Test
  void itLivesOnWhenTheTokenIsRefreshed() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?colour=blue");
    var token = alice.cookie(TOKEN);

    assertThat(alice.post("/web/refresh").statusCode()).isEqualTo(204);

    assertThat(alice.cookie(TOKEN)).isNotEqualTo(token);
    assertThat(alice.get("/web/get").body()).isEqualTo("[colour=blue]");
    alice.cookie(TOKEN, "");
    assertThat(alice.visit("/web/get").body()).isEqualTo("[colour=blue]");
  }

  @Test
  void afterALogoutNothingBringsItBack() throws Exception {
    for (String path : List.of("/web", "/short")) {
      var name = "lab-" + path.substring(1);
      var alice = loggedIn(path, "alice");
      alice.get(path + "/put?colour=blue");
      var copy = alice.twin();

      var logout = alice.post(path + "/logout");

      assertThat(sessionLines(logout, name))
          .containsExactly(name + "-attributes=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
      assertThat(copy.get(path + "/get").statusCode()).isEqualTo(401);
      assertThat(copy.get(path + "/open/get").body()).isEqualTo("none");
      var old = copy.cookie(name + "-attributes");
      var again = loggedIn(path, "alice").cookie(name + "-attributes", old);
      assertThat(again.get(path + "/get").body()).isEqualTo("none");
    }
  }

  @Test
  void aRevocationEndsItToo() throws Exception {
    site.at(
        "/web/open/revoke", (in, out) -> Revocation.of(in.getServletContext()).revokeUser("alice"));
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?colour=blue");

    site.client().get("/web/open/revoke");

    assertThat(alice.get("/web/get").statusCode()).isEqualTo(401);
    assertThat(alice.get("/web/open/get").body()).isEqualTo("none");
    var again = loggedIn("/web", "alice").cookie(SESSION, alice.cookie(SESSION));
    assertThat(again.get("/web/get").body()).isEqualTo("none");
  }

  @Test
  void ofTwoRequestsAtOnceTheLaterAnswerIsKept() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?cart=full");
    var otherTab = alice.twin();

    alice.get("/web/put?colour=blue");
    otherTab.get("/web/put?size=8");

    assertThat(alice.cookie(SESSION, otherTab.cookie(SESSION)).get("/web/get").body())
        .isEqualTo("[cart=full, size=8]");
  }

  @Test
  void anotherUsersLoginEndsItAndClearsIt() throws Exception {
    var client = loggedIn("/web", "alice");
    client.get("/web/put?cart=full");
    Recorder.HEARD.clear();

    var login = client.login("/web/login", "bob", "right");

    assertThat(sessionLines(login, TOKEN)).singleElement().asString().contains("Max-Age=0");
    assertThat(Recorder.HEARD).hasSize(2);
    assertThat(Recorder.HEARD.get(0)).startsWith("Recorder: destroyed cart=full ");
    assertThat(Recorder.HEARD.get(1)).isEqualTo("Recorder: removed cart=full");
    assertThat(client.get("/web/get").body()).isEqualTo("none");
  }

  @Test
  void theSameUsersNextLoginKeepsIt() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?cart=full");
    var old = alice.cookie(SESSION);

    alice.login("/web/login", "alice", "right");

    assertThat(alice.get("/web/get").body()).isEqualTo("[cart=full]");
    assertThat(alice.cookie(SESSION, old).get("/web/get").body()).isEqualTo("none");
  }

  @Test
  void invalidateLogsOut() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?cart=full");
    var copy = alice.twin();
    Recorder.HEARD.clear();

    alice.get("/web/end");

    assertThat(alice.cookie(SESSION)).isEmpty();
    assertThat(alice.cookie(TOKEN)).isEmpty();
    assertThat(copy.get("/web/get").statusCode()).isEqualTo(401);
    assertThat(Recorder.HEARD).hasSize(2);
    assertThat(Recorder.HEARD.get(0)).startsWith("Recorder: destroyed cart=full ");
  }

  @Test
  void aSessionThatBeginsAfterItsPredecessorsEndIsAVisitors() throws Exception {
    site.at(
        "/web/anew",
        (in, out) -> {
          in.getSession().invalidate();
          in.getSession().setAttribute("note", "bye");
        });
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?cart=full");

    alice.get("/web/anew");

    assertThat(alice.cookie(TOKEN)).isEmpty();
    assertThat(alice.get("/web/open/get").body()).isEqualTo("[note=bye]");
  }

  @Test
  void changingTheIdKeepsTheRest() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?cart=full");
    var before = alice.get("/web/id").body();

    alice.get("/web/rotate");

    assertThat(alice.get("/web/id").body()).isEqualTo(seen.get(0)).isNotEqualTo(before);
    assertThat(alice.get("/web/get").body()).isEqualTo("[cart=full]");
  }

  @Test
  void theRequestTellsWhichSessionItCameFor() throws Exception {
    site.at(
        "/web/came",
        (in, out) ->
            out.getWriter()
                .write(
                    in.isRequestedSessionIdValid()
                        + " "
                        + in.isRequestedSessionIdFromCookie()
                        + " "
                        + in.isRequestedSessionIdFromURL()
                        + " "
                        + (in.getRequestedSessionId() != null)));
    var alice = loggedIn("/web", "alice");

    assertThat(alice.get("/web/came").body()).isEqualTo("false false false false");
    alice.get("/web/put?cart=full");
    assertThat(alice.get("/web/came").body()).isEqualTo("true true false true");
    alice.cookie(SESSION, "gone");
    assertThat(alice.get("/web/came").body()).isEqualTo("false true false true");
  }

  @Test
  void timesAndTheTimeoutTravelAlong() throws Exception {
    site.at("/web/hour", (in, out) -> in.getSession().setMaxInactiveInterval(3600))
        .at(
            "/web/times",
            (in, out) -> {
              var session = in.getSession();
              out.getWriter()
                  .write(
                      session.isNew()
                          + " "
                          + session.getMaxInactiveInterval()
                          + " "
                          + (session.getLastAccessedTime() >= session.getCreationTime()));
            });
    var alice = loggedIn("/web", "alice");
    assertThat(alice.get("/web/times").body()).isEqualTo("true 1800 true");
    alice.get("/web/put?cart=full");

    assertThat(alice.get("/web/hour").headers().allValues("set-cookie")).hasSize(1);

    assertThat(alice.get("/web/times").body()).isEqualTo("false 3600 true");
  }

  @Test
  void valuesHearThatTheyComeAndGo() throws Exception {
    site.at("/web/bind", (in, out) -> in.getSession().setAttribute("cart", new Bound("a")))
        .at("/web/replace", (in, out) -> in.getSession().setAttribute("cart", new Bound("b")));
    var alice = loggedIn("/web", "alice");
    Recorder.HEARD.clear();

    alice.get("/web/bind");
    alice.get("/web/replace");

    assertThat(Recorder.HEARD)
        .containsExactly(
            "Recorder: created new=true initialized=true",
            "a: bound cart shows null",
            "Recorder: added cart=a",
            "b: bound cart shows a",
            "a: unbound cart shows b",
            "Recorder: replaced cart=a");
  }

  @Test
  void whatDoesNotFitIsToldWhereItIsSetAndNothingIsSent() throws Exception {
    site.at(
        "/web/large",
        (in, out) -> {
          try {
            in.getSession().setAttribute("photo", "x".repeat(4000));
          } catch (IllegalStateException tooLarge) {
            out.getWriter().write(String.valueOf(tooLarge.getMessage()));
          }
        });
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?cart=full");

    var told = alice.get("/web/large");

    assertThat(told.body())
        .startsWith("http-session: ")
        .contains("photo: 4014")
        .contains("stateful-jwt");
    assertThat(told.headers().allValues("set-cookie")).isEmpty();
    assertThat(alice.get("/web/get").body()).isEqualTo("[cart=full]");
    assertThat(alice.get("/lower/put?a=" + "x".repeat(1100)).statusCode()).isEqualTo(401);
    var lower = loggedIn("/lower", "alice");
    assertThat(lower.get("/lower/put?a=" + "x".repeat(1100)).statusCode()).isEqualTo(500);
    assertThat(lower.cookie("lab-lower-attributes")).isEmpty();
  }

  @Test
  void whatGrewInPlaceMakesTheAnswerAnErrorAndTheSessionStays() throws Exception {
    site.at(
            "/web/list",
            (in, out) -> in.getSession().setAttribute("list", new ArrayList<>(List.of("a"))))
        .at(
            "/web/grow",
            (in, out) -> {
              out.getWriter().write("done");
              grow(in.getSession());
            });
    var alice = loggedIn("/web", "alice");
    alice.get("/web/list");
    var before = alice.cookie(SESSION);

    var grown = alice.get("/web/grow");

    assertThat(grown.statusCode()).isEqualTo(500);
    assertThat(grown.body()).doesNotContain("done");
    assertThat(grown.headers().allValues("set-cookie")).isEmpty();
    assertThat(alice.cookie(SESSION)).isEqualTo(before);
    assertThat(alice.get("/web/get").body()).isEqualTo("[list=[a]]");
  }

  @SuppressWarnings("unchecked")
  private static void grow(HttpSession session) {
    var list = (List<Object>) session.getAttribute("list");
    IntStream.range(0, 3000).forEach(list::add);
  }

  @Test
  void afterTheFirstByteNothingCanChange() throws Exception {
    site.at(
        "/web/late",
        (in, out) -> {
          var session = in.getSession();
          session.setAttribute("early", "yes");
          out.flushBuffer();
          out.getWriter().write(refused(() -> session.setAttribute("late", "no")));
          out.getWriter().write(refused(() -> session.removeAttribute("early")));
        });
    var alice = loggedIn("/web", "alice");

    assertThat(alice.get("/web/late").body()).isEqualTo("refused refused ");

    assertThat(alice.get("/web/get").body()).isEqualTo("[early=yes]");
  }

  private static String refused(Runnable change) {
    try {
      change.run();
      return "done ";
    } catch (IllegalStateException e) {
      return "refused ";
    }
  }

  @Test
  void compareAndSetIsRefusedBecauseNobodyKnowsTheSession() throws Exception {
    site.at(
        "/web/swap",
        (in, out) ->
            out.getWriter()
                .write(refused(() -> Authentication.of(in).replaceAttribute("a", null, "b"))));

    assertThat(loggedIn("/web", "alice").get("/web/swap").body()).isEqualTo("refused ");
  }

  @Test
  void whoseTokenHasRunOutKeepsTheSessionForTheNextOne() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?cart=full");
    var kept = alice.cookie(SESSION);
    var token = alice.cookie(TOKEN);

    alice.cookie(TOKEN, token.substring(0, token.length() - 4) + "AAAA");
    assertThat(alice.get("/web/open/put?cart=lost").statusCode()).isEqualTo(200);

    assertThat(alice.cookie(SESSION)).isEqualTo(kept);
    assertThat(alice.cookie(TOKEN, token).get("/web/get").body()).isEqualTo("[cart=full]");
  }

  @Test
  void anotherSitesRequestWithNothingButASessionIsRefused() throws Exception { // CS-1
    var visitor = site.client();
    visitor.get("/web/open/put?cart=full");

    assertThat(
            visitor.post("/web/open/put?cart=stolen", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(visitor.post("/web/open/put?cart=new", "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(200);
  }

  @Test
  void anEarlierStateThatTheClientBringsAgainIsTaken() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?credit=10");
    var earlier = alice.cookie(SESSION);
    alice.get("/web/put?credit=0");

    assertThat(alice.cookie(SESSION, earlier).get("/web/get").body()).isEqualTo("[credit=10]");
  }

  @Test
  void whereItIsOnlyAcceptedItIsReadUntilTheNextLogin() throws Exception {
    var alice = loggedIn("/web", "alice");
    alice.get("/web/put?cart=full");

    assertThat(alice.get("/moved/get").body()).isEqualTo("[cart=full]");
    alice.get("/moved/put?cart=fuller");
    assertThat(alice.get("/moved/get").body()).isEqualTo("[cart=fuller]");
    alice.login("/moved/login", "alice", "right");

    assertThat(alice.cookie(SESSION)).isEmpty();
    assertThat(alice.get("/moved/get").body()).isEqualTo("[]");
    alice.get("/moved/put?cart=stored");
    assertThat(alice.cookie(SESSION)).isEmpty();
    assertThat(alice.get("/moved/get").body()).isEqualTo("[cart=stored]");
  }

  @Test
  void wrongSettingsStopTheDeployment() throws Exception {
    assertProblem(
        "http-session: \"token\" needs a cookie, and the token travels as a bearer token only. Set"
            + " transport to cookie, or to cookie, bearer, or remove it.",
        Map.of("strategy", "stateless-jwt"));
    assertProblem(
        "http-session: \"token\" does not fit strategy session, whose sessions are in the store."
            + " Remove it, or use strategy stateless-jwt.",
        Map.of("strategy", "session"));
  }

  private static void assertProblem(String problem, Map<String, String> more) throws Exception {
    var wrong = new Site();
    var settings = wrong.settings("http-session", "token");
    settings.putAll(more);
    wrong.filter("web", settings, "/*").start();
    try {
      assertThat(wrong.startProblems)
          .singleElement()
          .asString()
          .isEqualTo(problem + " (init-param of filter \"web\" in web.xml)");
    } finally {
      wrong.stop();
    }
  }

  private Client loggedIn(String path, String name) throws Exception {
    var client = site.client();
    client.login(path + "/login", name, "right");
    assertThat(client.cookie("lab-" + path.substring(1))).isNotEmpty();
    return client;
  }

  private static List<String> sessionLines(HttpResponse<String> answer, String cookie) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(line -> line.startsWith(cookie + "-attributes="))
        .toList();
  }
}
