package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.servlet.LabServlet;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners hear of our sessions in a real container; a subclass starts one. */
abstract class SessionEventsContract {

  private final LabServlet servlet = new LabServlet();
  private final List<String> seen = new ArrayList<>();
  private final Site settings = new Site();
  private Client client = new Client(0);

  /**
   * Starts an application whose one filter has these settings.
   *
   * @param declared listeners that are declared by their class, in order
   * @param added a listener that is added as an object, last
   * @return the port
   */
  abstract int start(
      LabServlet application,
      Map<String, String> filter,
      List<Class<? extends EventListener>> declared,
      EventListener added)
      throws Exception;

  abstract void stop() throws Exception;

  @BeforeEach
  void startApplication() throws Exception {
    var port =
        start(
            servlet,
            settings.settings(
                "access",
                "/* anyone",
                "login.path",
                "/login",
                "logout.path",
                "/logout",
                "login.verifier",
                LabVerifier.class.getName(),
                "session.sweep-interval",
                "1s"),
            List.of(Recorder.class, BrokenListener.class),
            new SecondRecorder());
    client = new Client(port);
    Recorder.HEARD.clear();
  }

  @AfterEach
  void stopApplication() throws Exception {
    stop();
    settings.stop();
  }

  @Test
  void theObjectThatHeardTheApplicationStartHearsOfSessionsToo() throws Exception {
    servlet.at("/go", (request, response) -> request.getSession());

    assertThat(client.get("/go").statusCode()).isEqualTo(200);

    assertThat(heardOf("created"))
        .contains("Recorder: created new=true initialized=true")
        .anyMatch(line -> line.startsWith("SecondRecorder: created"))
        .hasSize(2);
  }

  @Test
  void aLoginThatBeginsASessionTellsOfIt() throws Exception {
    client.login("alice");

    assertThat(heardOf("created")).hasSize(2);
    assertThat(heardOf("id")).isEmpty();
  }

  @Test
  void aKnownSessionIsNotCreatedAgain() throws Exception {
    client.login("alice");
    servlet.at(
        "/go", (request, response) -> seen.add(String.valueOf(request.getSession().isNew())));
    Recorder.HEARD.clear();

    client.get("/go");

    assertThat(seen).containsExactly("false");
    assertThat(Recorder.HEARD).isEmpty();
  }

  @Test
  void attributesAreHeardOfWithTheirOldValues() throws Exception {
    client.login("alice");
    servlet
        .at(
            "/set",
            (request, response) -> request.getSession().setAttribute("cart", new Bound("a")))
        .at(
            "/replace",
            (request, response) -> request.getSession().setAttribute("cart", new Bound("b")))
        .at("/remove", (request, response) -> request.getSession().setAttribute("cart", null))
        .at("/again", (request, response) -> request.getSession().removeAttribute("cart"));

    assertThat(heardAt("/set"))
        .containsExactly(
            "a: bound cart shows null", "Recorder: added cart=a", "SecondRecorder: added cart=a");
    assertThat(heardAt("/replace"))
        .containsExactly(
            "b: bound cart shows a",
            "a: unbound cart shows b",
            "Recorder: replaced cart=a",
            "SecondRecorder: replaced cart=a");
    assertThat(heardAt("/remove"))
        .containsExactly(
            "b: unbound cart shows null",
            "Recorder: removed cart=b",
            "SecondRecorder: removed cart=b");
    assertThat(heardAt("/again")).isEmpty();
  }

  @Test
  void theSameObjectSetOnceMoreIsNotBoundAgain() throws Exception {
    client.login("alice");
    servlet
        .at(
            "/set",
            (request, response) -> request.getSession().setAttribute("cart", new Bound("a")))
        .at(
            "/again",
            (request, response) -> {
              var session = request.getSession();
              session.setAttribute("cart", session.getAttribute("cart"));
            });
    client.get("/set");

    assertThat(heardAt("/again"))
        .containsExactly("Recorder: replaced cart=a", "SecondRecorder: replaced cart=a");
  }

  @Test
  void aChangeOfTheIdIsHeardOfByPublicIds() throws Exception {
    client.login("alice");
    servlet.at(
        "/go",
        (request, response) -> {
          seen.add(request.getSession().getId());
          seen.add(request.changeSessionId());
        });

    assertThat(heardAt("/go"))
        .containsExactly(
            "Recorder: id " + seen.get(0) + " " + seen.get(1),
            "SecondRecorder: id " + seen.get(0) + " " + seen.get(1));
    assertThat(seen.get(0)).isNotEqualTo(seen.get(1));
  }

  @Test
  void aLoginToASessionThatIsThereChangesItsId() throws Exception {
    servlet.at("/go", (request, response) -> request.getSession().setAttribute("cart", "full"));
    client.get("/go");
    Recorder.HEARD.clear();

    client.login("alice");

    assertThat(heardOf("id")).hasSize(2);
    assertThat(heardOf("created")).isEmpty();
  }

  @Test
  void anEndIsHeardOfInReverseWhileTheSessionCanBeReadAndThenItsValuesLeave() throws Exception {
    client.login("alice");
    servlet
        .at(
            "/set",
            (request, response) -> request.getSession().setAttribute("cart", new Bound("a")))
        .at(
            "/end",
            (request, response) -> {
              seen.add(request.getSession().getId());
              request.getSession().invalidate();
            });
    client.get("/set");

    assertThat(heardAt("/end"))
        .containsExactly(
            "SecondRecorder: destroyed cart=a " + seen.get(0),
            "Recorder: destroyed cart=a " + seen.get(0),
            "a: unbound cart shows an ended session",
            "Recorder: removed cart=a",
            "SecondRecorder: removed cart=a");
  }

  @Test
  void aLogoutThatNeverOpenedTheSessionIsHeardOfWithWhatWasInIt() throws Exception {
    client.login("alice");
    servlet.at(
        "/set",
        (request, response) -> {
          request.getSession().setAttribute("cart", new Bound("a"));
          seen.add(request.getSession().getId());
        });
    client.get("/set");
    Recorder.HEARD.clear();

    client.post("/logout");

    assertThat(Recorder.HEARD)
        .startsWith(
            "SecondRecorder: destroyed cart=a " + seen.get(0),
            "Recorder: destroyed cart=a " + seen.get(0),
            "a: unbound cart shows an ended session")
        .hasSize(5);
  }

  @Test
  void aLoginOfAnotherSubjectEndsTheSessionAndBeginsOne() throws Exception {
    client.login("alice");
    Recorder.HEARD.clear();

    client.login("bob");

    assertThat(heardOf("destroyed")).hasSize(2);
    assertThat(heardOf("created")).hasSize(2);
    assertThat(heardOf("id")).isEmpty();
    assertThat(Recorder.HEARD.get(0)).contains("destroyed");
  }

  @Test
  void aSessionThatNobodyCanComeBackToEndsWithItsRequest() throws Exception {
    servlet.at("/go", (request, response) -> request.getSession());

    client.get("/go");

    assertThat(heardOf("created")).hasSize(2);
    assertThat(heardOf("destroyed")).hasSize(2);
  }

  @Test
  void oneThatIsStoredOutlivesItsRequest() throws Exception {
    servlet.at("/go", (request, response) -> request.getSession().setAttribute("cart", "full"));

    client.get("/go");

    assertThat(heardOf("created")).hasSize(2);
    assertThat(heardOf("destroyed")).isEmpty();
  }

  @Test
  void aTimeOutIsHeardOfAlthoughNobodyAsks() throws Exception {
    client.login("alice");
    servlet.at(
        "/set",
        (request, response) -> {
          request.getSession().setAttribute("cart", new Bound("a"));
          request.getSession().setMaxInactiveInterval(1);
          seen.add(request.getSession().getId());
        });
    Recorder.HEARD.clear();
    client.get("/set");

    Await.until(() -> Recorder.HEARD.size() == 8);

    assertThat(Recorder.HEARD)
        .endsWith(
            "SecondRecorder: destroyed cart=a " + seen.get(0),
            "Recorder: destroyed cart=a " + seen.get(0),
            "a: unbound cart shows an ended session",
            "Recorder: removed cart=a",
            "SecondRecorder: removed cart=a");
  }

  private List<String> heardAt(String path) throws Exception {
    Recorder.HEARD.clear();
    assertThat(client.get(path).statusCode()).isEqualTo(200);
    return List.copyOf(Recorder.HEARD);
  }

  private static List<String> heardOf(String what) {
    return Recorder.HEARD.stream().filter(line -> line.contains(": " + what + " ")).toList();
  }
}
