package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.contract.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Logins and logouts at the same moment, over HTTP. */
final class LoginRaceTest {

  private static final int THREADS = 8;

  private final Site site = new Site();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch loggedOut = new CountDownLatch(1);

  @BeforeEach
  void start() throws Exception {
    site.filter(
            "web",
            site.settings(
                "login.path", "/login",
                "logout.path", "/logout",
                "login.verifier", LabVerifier.class.getName(),
                "login.max-concurrent", "16",
                "login.max-failures-per-account", "64",
                "access", "/open/* anyone"),
            "/*")
        .at("/who", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at(
            "/open/begin",
            (request, response) -> request.getSession().setAttribute("basket", "apples"))
        .at(
            "/write",
            (request, response) ->
                request.getSession().setAttribute(Thread.currentThread().getName(), "written"))
        .at(
            "/names",
            (request, response) ->
                response
                    .getWriter()
                    .print(
                        String.join(
                            ",", Collections.list(request.getSession().getAttributeNames()))))
        .at(
            "/again",
            (request, response) -> {
              inside.countDown();
              loggedOut.await();
              var session = request.getSession();
              try {
                Authentication.of(request).replaceAttribute("late", null, "yes");
              } catch (IllegalStateException ended) {
                request.getSession().setAttribute("late", session.getId());
              }
            })
        .at("/rotate", (request, response) -> request.changeSessionId())
        .at(
            "/slow",
            (request, response) -> {
              request.getSession().setAttribute("late", "yes");
              request.changeSessionId();
              inside.countDown();
              loggedOut.await();
            })
        .start();
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void aLogoutWinsOverARequestInFlight() throws Exception {
    // A request that began before the logout must not bring the session back.
    var client = loggedIn();
    var slow = client.twin();
    try (var race = new Race()) {
      List<Integer> statuses =
          race.run(
              List.of(
                  () -> slow.get("/slow").statusCode(),
                  () -> {
                    inside.await();
                    int status = client.twin().post("/logout").statusCode();
                    loggedOut.countDown();
                    return status;
                  }));

      assertThat(statuses).containsExactly(200, 204);
    }
    assertThat(slow.get("/who").statusCode()).isEqualTo(401);
    assertThat(client.get("/who").statusCode()).isEqualTo(401);
  }

  @RepeatedTest(5)
  void noneOfManyRequestsOutlivesTheLogout() throws Exception {
    var client = loggedIn();
    List<Client> twins = IntStream.range(0, THREADS).mapToObj(i -> client.twin()).toList();
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      var twin = twins.get(i);
      var path = i % 2 == 0 ? "/write" : "/rotate";
      calls.add(() -> twin.get(path).statusCode());
    }
    calls.add(() -> client.twin().post("/logout").statusCode());

    List<Integer> statuses = inRace(calls);

    assertThat(statuses.subList(0, THREADS)).isSubsetOf(200, 401);
    assertThat(statuses.get(THREADS)).isEqualTo(204);
    for (Client twin : twins) {
      assertThat(twin.get("/who").statusCode()).isEqualTo(401);
    }
  }

  @RepeatedTest(5)
  void ofManyLoginsOnOneSessionNobodyIsTakenForSomebodyElse() throws Exception {
    assertThat(usersAfterLogins("alice", "bob")).isNotEmpty();
  }

  @RepeatedTest(5)
  void manyLoginsOfOneUserOnOneSessionLeaveTheUserLoggedIn() throws Exception {
    assertThat(usersAfterLogins("alice", "alice")).isNotEmpty();
  }

  @Test
  void loginsWithoutASessionAreLoginsOfTheirOwn() throws Exception {
    List<Client> clients = IntStream.range(0, THREADS).mapToObj(i -> site.client()).toList();
    List<Callable<Integer>> calls = new ArrayList<>();
    clients.forEach(client -> calls.add(() -> client.login("alice").statusCode()));

    assertThat(inRace(calls)).hasSize(THREADS).containsOnly(200);
    for (Client client : clients) {
      assertThat(client.get("/who").body()).isEqualTo("alice");
    }
  }

  @Test
  void aRequestOfTheFormerUserTakesNoCookieFromTheNextOne() throws Exception {
    var carol = loggedIn();
    carol.get("/open/begin");
    var late = carol.twin();
    carol.login("carol");

    var answer = late.get("/open/begin");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    assertThat(late.get("/who").statusCode()).isEqualTo(401);
    assertThat(carol.get("/who").body()).isEqualTo("carol");
    assertThat(carol.get("/names").body()).isEmpty();
  }

  @Test
  void aRequestWhoseSessionEndedMeanwhileIsHandedNoOther() throws Exception {
    var client = loggedIn();
    var slow = client.twin();
    try (var race = new Race()) {
      List<List<String>> cookies =
          race.run(
              List.of(
                  () -> slow.get("/again").headers().allValues("set-cookie"),
                  () -> {
                    inside.await();
                    client.login("carol");
                    loggedOut.countDown();
                    return List.of();
                  }));

      assertThat(cookies.get(0)).isEmpty();
    }
    assertThat(client.get("/who").body()).isEqualTo("carol");
  }

  /** Everybody logs in on one anonymous session; who is in afterwards, and as whom they asked. */
  private List<String> usersAfterLogins(String even, String odd) throws Exception {
    var visitor = site.client();
    visitor.get("/open/begin");
    List<Client> twins = IntStream.range(0, THREADS).mapToObj(i -> visitor.twin()).toList();
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      var twin = twins.get(i);
      var user = i % 2 == 0 ? even : odd;
      calls.add(() -> twin.login(user).statusCode());
    }
    assertThat(inRace(calls)).hasSize(THREADS).containsOnly(200);
    List<String> users = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      var answer = twins.get(i).get("/who");
      if (answer.statusCode() == 200) {
        assertThat(answer.body()).isEqualTo(i % 2 == 0 ? even : odd);
        users.add(answer.body());
      }
    }
    return users;
  }

  private Client loggedIn() throws Exception {
    var client = site.client();
    client.login("alice");
    return client;
  }

  private static <T> List<T> inRace(List<Callable<T>> calls) {
    try (var race = new Race()) {
      return race.run(calls);
    }
  }
}
