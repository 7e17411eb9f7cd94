package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The strategy of a running application is changed: a second deployment on the same stores and keys
 * issues another kind of credential, and takes the first one, too.
 */
final class MigrationTest {

  private static final Map<String, String> SESSION = Map.of("strategy", "session");
  private static final Map<String, String> TOKEN = Map.of("strategy", "stateless-jwt");
  private static final Map<String, String> REFERENCE =
      Map.of("strategy", "stateful-jwt", "transport", "cookie");

  private final LabStores stores = new LabStores();
  private final List<Site> deployed = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Site site : deployed) {
      site.stop();
    }
  }

  @Test
  void fromSessionsToTokensNobodyIsLoggedOut() throws Exception {
    var keys = keys();
    var alice = deploy(keys, SESSION).client();
    alice.login("alice");
    alice.get("/keep");

    var after = deploy(keys, Map.of("accept", "stateless-jwt, session"));

    var there = moved(alice, after);
    assertThat(there.get("/who").body()).isEqualTo("alice");
    assertThat(there.get("/kept").body()).isEqualTo("parcel");
    var login = after.client().login("bob");
    assertThat(login.body()).contains("access_token");
    assertThat(login.headers().allValues("set-cookie"))
        .noneMatch(line -> line.startsWith("lab-session=") && !line.contains("Max-Age=0"));
  }

  @Test
  void fromTokensToSessionsNobodyIsLoggedOut() throws Exception {
    var keys = keys();
    var alice = deploy(keys, TOKEN).client();
    alice.login("alice");

    var after = deploy(keys, Map.of("accept", "session, stateless-jwt"));

    assertThat(moved(alice, after).get("/who").body()).isEqualTo("alice");
    var bob = after.client();
    assertThat(bob.login("bob").body()).doesNotContain("access_token");
    assertThat(bob.cookie("lab-session")).isNotEmpty();
    assertThat(bob.get("/who").body()).isEqualTo("bob");
  }

  @Test
  void withoutTheSettingTheOtherKindIsRefused() throws Exception {
    var keys = keys();
    var alice = deploy(keys, SESSION).client();
    alice.login("alice");

    var after = deploy(keys, Map.of("strategy", "stateless-jwt", "transport", "cookie,bearer"));

    assertThat(moved(alice, after).get("/who").statusCode()).isEqualTo(401);
  }

  @Test
  void aLoginTakesThePlaceOfTheOldCredential() throws Exception {
    var keys = keys();
    var alice = deploy(keys, SESSION).client();
    alice.login("alice");
    var copy = alice.twin();
    var after = deploy(keys, Map.of("accept", "stateless-jwt, session"));

    var there = moved(alice, after);
    there.login("alice");

    assertThat(there.bearer()).isNotEmpty();
    assertThat(there.cookie("lab-session")).isEmpty();
    assertThat(there.get("/who").body()).isEqualTo("alice");
    assertThat(moved(copy, after).get("/who").statusCode()).isEqualTo(401);
  }

  @Test
  void aSessionKeepsItsAttributesWhereBothKindsHaveOne() throws Exception {
    var keys = keys();
    var visitor = deploy(keys, REFERENCE).client();
    visitor.get("/keep");
    assertThat(visitor.cookie("lab-stateful-jwt")).isNotEmpty();
    var after =
        deploy(keys, Map.of("accept", "session, stateful-jwt", "accept.transport", "cookie"));

    var there = moved(visitor, after);
    there.login("alice");

    assertThat(there.cookie("lab-stateful-jwt")).isEmpty();
    assertThat(there.cookie("lab-session")).isNotEmpty();
    assertThat(there.get("/kept").body()).isEqualTo("parcel");
    assertThat(moved(visitor, after).get("/kept").body()).isEqualTo("null");
  }

  @Test
  void aNewIdOfAnOldSessionGoesTheWayTheOldOneCame() throws Exception {
    var keys = keys();
    var alice = deploy(keys, SESSION).client();
    alice.login("alice");
    var after = deploy(keys, Map.of("accept", "stateless-jwt, session"));
    var there = moved(alice, after);

    there.get("/change-id");

    assertThat(there.cookie("lab-session")).isNotEmpty().isNotEqualTo(alice.cookie("lab-session"));
    assertThat(there.get("/who").body()).isEqualTo("alice");
  }

  @Test
  void aLogoutEndsWhicheverKindWasPresented() throws Exception {
    var keys = keys();
    var before = deploy(keys, SESSION);
    var old = before.client();
    old.login("alice");
    var after = deploy(keys, Map.of("accept", "stateless-jwt, session"));
    var fresh = after.client();
    fresh.login("alice");
    var there = moved(old, after);

    assertThat(there.post("/logout").statusCode()).isEqualTo(204);

    assertThat(there.cookie("lab-session")).isEmpty();
    assertThat(old.get("/who").statusCode()).isEqualTo(401);
    assertThat(fresh.get("/who").body()).isEqualTo("alice");
    assertThat(fresh.post("/logout").statusCode()).isEqualTo(204);
    assertThat(fresh.get("/who").statusCode()).isEqualTo(401);
  }

  @Test
  void anApplicationLogsAnOldCredentialOutToo() throws Exception {
    var keys = keys();
    var old = deploy(keys, SESSION).client();
    old.login("alice");
    var there = moved(old, deploy(keys, Map.of("accept", "stateless-jwt, session")));

    assertThat(there.get("/sign-out").body()).isEqualTo("null");

    assertThat(there.cookie("lab-session")).isEmpty();
    assertThat(old.get("/who").statusCode()).isEqualTo(401);
  }

  @Test
  void anotherSiteCannotUseTheCookieOfAnAcceptedKind() throws Exception { // CS-1
    var keys = keys();
    var alice = deploy(keys, SESSION).client();
    alice.login("alice");
    var after = deploy(keys, Map.of("accept", "stateless-jwt, session"));

    assertThat(moved(alice, after).post("/who", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);

    var token = after.client();
    token.login("bob");
    assertThat(token.post("/who", "Sec-Fetch-Site", "cross-site").body()).isEqualTo("bob");
  }

  @Test
  void twoKindsAtOnceAreNotChosenBetween() throws Exception { // BR-1
    var keys = keys();
    var alice = deploy(keys, SESSION).client();
    alice.login("alice");
    var after = deploy(keys, Map.of("accept", "stateless-jwt, session"));
    var token = after.client();
    token.login("bob");

    var both = moved(alice, after).bearing(token.bearer());

    assertThat(both.get("/who").statusCode()).isEqualTo(400);
  }

  @Test
  void refreshTokensCarryAnOldLoginOn() throws Exception {
    var keys = keys();
    var refresh = Map.of("refresh.path", "/refresh");
    var alice = deploy(keys, TOKEN, refresh).client();
    var pair = Json.readObject(alice.login("alice").body().getBytes(UTF_8));
    var after = deploy(keys, Map.of("accept", "session, stateless-jwt"), refresh);

    var answer =
        after
            .client()
            .postJson(
                "/refresh",
                "{\"refresh_token\":\"" + requireNonNull(pair.get("refresh_token")) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    var next = Json.readObject(answer.body().getBytes(UTF_8));
    assertThat(next).containsKey("refresh_token");
    var there = after.client().bearing((String) requireNonNull(next.get("access_token")));
    assertThat(there.get("/who").body()).isEqualTo("alice");
  }

  @Test
  void aPageIsCarriedOnByTheRefreshCookieOfAnAcceptedKind() throws Exception {
    var keys = keys();
    var refresh = Map.of("refresh.path", "/refresh");
    var alice = deploy(keys, Map.of("strategy", "stateless-jwt", "transport", "cookie"), refresh);
    var browser = alice.client();
    browser.login("alice");
    var after =
        deploy(
            keys,
            Map.of("accept", "session, stateless-jwt", "accept.transport", "cookie"),
            refresh);
    var there = moved(browser, after).cookie("lab-stateless-jwt", "run-out");

    assertThat(there.visit("/who").body()).isEqualTo("alice");

    assertThat(there.cookie("lab-stateless-jwt")).isNotEqualTo("run-out");
    there.login("alice");
    assertThat(there.cookie("lab-stateless-jwt") + there.cookie("lab-stateless-jwt-refresh"))
        .isEmpty();
    assertThat(there.cookie("lab-session")).isNotEmpty();
    assertThat(moved(browser, after).post("/refresh").statusCode()).isEqualTo(401);
  }

  @Test
  void onOneCookieNameTheKindsShareTheCookie() throws Exception {
    var keys = keys();
    var name = Map.of("cookie.name", "SITE");
    var alice = deploy(keys, SESSION, name).client();
    alice.login("alice");
    var after =
        deploy(keys, Map.of("accept", "stateless-jwt, session", "transport", "cookie"), name);
    var there = moved(alice, after);
    assertThat(there.get("/who").body()).isEqualTo("alice");

    there.login("alice");

    assertThat(there.cookie("SITE")).startsWith("ey");
    assertThat(there.get("/who").body()).isEqualTo("alice");
  }

  private Site deploy(Path keys, Map<String, String> more) throws Exception {
    return deploy(keys, more, Map.of());
  }

  private Site deploy(Path keys, Map<String, String> kinds, Map<String, String> more)
      throws Exception {
    var site = new Site(stores);
    deployed.add(site);
    var settings =
        site.settings(
            "keys", keys.toString(),
            "login.path", "/login",
            "login.verifier", LabVerifier.class.getName(),
            "logout.path", "/logout",
            "access", "/keep anyone; /kept anyone; /* authenticated");
    settings.putAll(kinds);
    settings.putAll(more);
    return site.filter("web", settings, "/*")
        .at("/who", MigrationTest::who)
        .at("/keep", (request, response) -> request.getSession().setAttribute("what", "parcel"))
        .at("/kept", MigrationTest::kept)
        .at("/change-id", (request, response) -> request.changeSessionId())
        .at(
            "/sign-out",
            (request, response) -> {
              request.logout();
              who(request, response);
            })
        .start();
  }

  private static void who(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().write(String.valueOf(request.getRemoteUser()));
  }

  private static void kept(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var session = request.getSession(false);
    response
        .getWriter()
        .write(session == null ? "null" : String.valueOf(session.getAttribute("what")));
  }

  /** The same browser or program, which finds the other deployment at the address. */
  private static Client moved(Client client, Site to) {
    var there = to.client().bearing(client.bearer());
    for (String kind : List.of("lab-session", "lab-stateful-jwt", "lab-stateless-jwt", "SITE")) {
      for (String name : List.of(kind, kind + "-refresh")) {
        if (!client.cookie(name).isEmpty()) {
          there.cookie(name, client.cookie(name));
        }
      }
    }
    return there;
  }

  private static Path keys() throws Exception {
    var keys = Files.createTempDirectory("keys").resolve("ring");
    int exit =
        Main.run(
            List.of("new-key", keys.toString()),
            InputStream.nullInputStream(),
            System.out,
            System.err);
    assertThat(exit).isZero();
    return keys;
  }
}
