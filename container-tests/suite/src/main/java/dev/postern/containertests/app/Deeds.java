package dev.postern.containertests.app;

import dev.postern.Authentication;
import dev.postern.identity.Identity;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;

/** What {@link Probe} can do with the session and the login of its caller. Stateless. */
final class Deeds {

  private Deeds() {}

  /** Does it and says what is seen then; false if it is not one of these. */
  static boolean perform(String deed, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    return ofSession(deed, request, response) || ofLogin(deed, request, response);
  }

  private static boolean ofSession(
      String deed, HttpServletRequest request, HttpServletResponse response) throws IOException {
    switch (deed) {
      case "set" -> request.getSession().setAttribute("A", request.getParameter("value"));
      case "invalidate" -> request.getSession().invalidate();
      case "rotate" -> request.changeSessionId();
      case "timeout" ->
          request
              .getSession()
              .setMaxInactiveInterval(Integer.parseInt(request.getParameter("value")));
      case "new" -> {
        String isNew = String.valueOf(request.getSession().isNew());
        Sight.of(request).put("new", isNew).writeTo(response);
        return true;
      }
      default -> {
        return false;
      }
    }
    Sight.of(request).writeTo(response);
    return true;
  }

  private static boolean ofLogin(
      String deed, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (deed) {
      case "login" -> login(request, response);
      case "logout" -> {
        request.logout();
        Sight.of(request).writeTo(response);
      }
      case "authenticate" -> {
        if (request.authenticate(response)) {
          Sight.of(request).writeTo(response);
        }
      }
      case "api-login" -> apiLogin(request, response);
      case "api-logout" -> {
        Authentication.of(request).logout();
        Sight.of(request).writeTo(response);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void login(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      request.login(request.getParameter("username"), request.getParameter("password"));
      Sight.of(request).put("login", "accepted").writeTo(response);
    } catch (ServletException refused) {
      Sight.of(request).put("login", "refused").writeTo(response);
    }
  }

  private static void apiLogin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Identity identity =
        Identity.ofPassword(
            request.getParameter("username"), Set.of("customer"), Clock.systemUTC().instant());
    String token =
        Authentication.of(request).login(identity).map(issued -> issued.value()).orElse("-");
    Sight.of(request).put("token", token).writeTo(response);
  }
}
