package dev.postern.sample.api;

import dev.postern.identity.Identity;
import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code GET /Z/whoami}: who the caller is in this zone. The login is told to the second, because a
 * token knows it no better (RFC 9068 section 2.2.1). Thread-safe.
 */
@WebServlet({"/session/whoami", "/stateful/whoami", "/stateless/whoami", "/tabs/whoami"})
public final class WhoamiServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final Map<String, String> STRATEGY_BY_PATH =
      Map.of(
          "/session/whoami", "session",
          "/stateful/whoami", "stateful-jwt",
          "/stateless/whoami", "stateless-jwt",
          "/tabs/whoami", "stateless-jwt");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!(request.getUserPrincipal() instanceof Identity identity)) {
      throw nothingHere();
    }
    Answer.json(
        response,
        new Whoami(
            identity.name(),
            new TreeSet<>(identity.roles()),
            String.valueOf(STRATEGY_BY_PATH.get(request.getServletPath())),
            identity.authenticatedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  /** The members of the answer, in their order. */
  private record Whoami(
      String name, SortedSet<String> roles, String strategy, String authenticatedAt) {}
}
