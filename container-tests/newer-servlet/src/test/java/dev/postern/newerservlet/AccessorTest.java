package dev.postern.newerservlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code HttpSession.getAccessor()}: a session used while no request is about. */
final class AccessorTest {

  private final Application application;
  private final List<HttpSession.Accessor> accessors = new ArrayList<>();
  private final List<Object> seen = new ArrayList<>();

  AccessorTest() throws Exception {
    application =
        new Application()
            .at(
                "/begin",
                (request, response) -> {
                  request.getSession().setAttribute("count", 1);
                  accessors.add(request.getSession().getAccessor());
                })
            .at(
                "/read",
                (request, response) -> seen.add(request.getSession().getAttribute("count")))
            .at("/end", (request, response) -> request.getSession().invalidate());
  }

  @AfterEach
  void close() throws Exception {
    application.close();
  }

  @Test
  void whatIsChangedOutsideARequestIsSeenByTheNext() throws Exception {
    application.get("/begin");

    accessors
        .get(0)
        .access(session -> session.setAttribute("count", (int) session.getAttribute("count") + 1));
    application.get("/read");

    assertThat(seen).containsExactly(2);
  }

  @Test
  void aSessionThatHasEndedCannotBeUsed() throws Exception {
    application.get("/begin");
    application.get("/end");

    assertThatThrownBy(() -> accessors.get(0).access(session -> seen.add(session)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(seen).isEmpty();
  }

  @Test
  void itCanBeEndedOutsideARequest() throws Exception {
    application.get("/begin");

    accessors.get(0).access(HttpSession::invalidate);

    assertThatThrownBy(() -> accessors.get(0).access(seen::add))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anInvalidSessionHasNone() throws Exception {
    application.at(
        "/invalid",
        (request, response) -> {
          var session = request.getSession();
          session.invalidate();
          assertThatThrownBy(session::getAccessor).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(session::isNew).isInstanceOf(IllegalStateException.class);
          seen.add("thrown");
        });

    application.get("/invalid");

    assertThat(seen).containsExactly("thrown");
  }

  @Test
  void theSessionIsItselfWhateverItsForm() throws Exception {
    application.at(
        "/self",
        (request, response) -> {
          var session = request.getSession();
          seen.add(session.equals(request.getSession()));
          seen.add(session.hashCode() == request.getSession().hashCode());
          Object other = "another thing";
          seen.add(session.equals(other));
        });

    application.get("/self");

    assertThat(seen).containsExactly(true, true, false);
  }
}
