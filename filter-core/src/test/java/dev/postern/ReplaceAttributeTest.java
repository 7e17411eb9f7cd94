package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.contract.Race;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README promises of a counter that several requests change at the same time. */
final class ReplaceAttributeTest {

  private static final int CLIENTS = 8;
  private static final int REQUESTS = 20;

  private final Site site = new Site();

  @BeforeEach
  void start() throws Exception {
    site.filter(
            "web",
            site.settings(
                "login.path", "/login",
                "login.verifier", LabVerifier.class.getName(),
                "access", "/open/* anyone"),
            "/*")
        .filter(
            "api",
            site.settings(
                "strategy", "stateless-jwt",
                "access", "/api/* anyone"),
            "/api/*")
        .at("/count", (request, response) -> response.getWriter().print(countUp(request)))
        .at("/open/count", (request, response) -> response.getWriter().print(countUp(request)))
        .at(
            "/open/remove",
            (request, response) ->
                response
                    .getWriter()
                    .print(Authentication.of(request).replaceAttribute("seen", 1, null)))
        .at(
            "/api/count",
            (request, response) -> {
              try {
                countUp(request);
              } catch (IllegalStateException e) {
                response.getWriter().print(e.getMessage());
              }
            })
        .start();
  }

  private static int countUp(HttpServletRequest request) {
    @Nullable Integer seen;
    do {
      var session = request.getSession(false);
      seen = session == null ? null : (Integer) session.getAttribute("seen");
    } while (!Authentication.of(request)
        .replaceAttribute("seen", seen, seen == null ? 1 : seen + 1));
    return seen == null ? 1 : seen + 1;
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void noneOfManyRequestsIsLost() throws Exception {
    var client = site.client();
    client.login("alice");
    List<Callable<Integer>> runners =
        IntStream.range(0, CLIENTS)
            .<Callable<Integer>>mapToObj(
                i ->
                    () -> {
                      var twin = client.twin();
                      int done = 0;
                      for (int request = 0; request < REQUESTS; request++) {
                        done += twin.get("/count").statusCode() == 200 ? 1 : 0;
                      }
                      return done;
                    })
            .toList();

    try (var race = new Race()) {
      assertThat(race.run(runners)).hasSize(CLIENTS).containsOnly(REQUESTS);
    }

    assertThat(client.get("/count").body()).isEqualTo(Integer.toString(CLIENTS * REQUESTS + 1));
  }

  @Test
  void aSessionBeginsWhenAValueIsSetAndNotToFindNone() throws Exception {
    var visitor = site.client();

    assertThat(visitor.get("/open/remove").body()).isEqualTo("false");
    assertThat(visitor.cookie("lab-session")).isEmpty();
    assertThat(visitor.get("/open/count").body()).isEqualTo("1");
    assertThat(visitor.get("/open/count").body()).isEqualTo("2");
    assertThat(visitor.get("/open/remove").body()).isEqualTo("false");
  }

  @Test
  void whereThereIsNoSessionItSaysSo() throws Exception {
    assertThat(site.client().get("/api/count").body()).contains("keeps no HttpSession");
  }
}
