package dev.postern.store.contract;

import dev.postern.AccessToken;
import dev.postern.Authentication;
import dev.postern.Revocation;
import dev.postern.Sessions;
import dev.postern.SigningKeys;
import dev.postern.identity.Identity;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Does to the session what the last part of the path says. Stateless and thread-safe. */
final class LabApplication extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final String KEPT = "kept";
  private static final int MANY = 5;
  private static final int LARGE = 1 << 20;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (deed(request)) {
      case "open" -> response.getWriter().write("open");
      case KEPT ->
          response.getWriter().write(String.valueOf(request.getSession().getAttribute(KEPT)));
      case "early" -> {
        response.flushBuffer();
        response.getWriter().write(String.valueOf(request.getSession().getAttribute(KEPT)));
      }
      case "clerk" -> response.getWriter().write(String.valueOf(request.isUserInRole("clerk")));
      case "times" -> response.getWriter().write(times(request.getSession()));
      case "ends" ->
          response.getWriter().write(String.join(",", HeardEnds.of(getServletContext())));
      default -> response.getWriter().write(String.valueOf(request.getRemoteUser()));
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (deed(request)) {
      case KEPT -> request.getSession().setAttribute(KEPT, request.getParameter(KEPT));
      case "many" -> setMany(request.getSession());
      case "large" -> request.getSession().setAttribute("large", new byte[LARGE]);
      case "id" -> request.changeSessionId();
      case "brief" -> {
        request.getSession().setAttribute(KEPT, request.getParameter(KEPT));
        request.getSession().setMaxInactiveInterval(1);
      }
      case "end-all" ->
          response
              .getWriter()
              .write(
                  String.valueOf(Sessions.of(getServletContext()).endAll(request.getRemoteUser())));
      case "remove-key" ->
          response
              .getWriter()
              .write(
                  String.valueOf(
                      SigningKeys.of(getServletContext()).remove(request.getParameter("kid"))));
      case "revoke-user" -> revocation().revokeUser(request.getRemoteUser());
      case "revoke-and-stay" -> {
        revocation().revokeUser(request.getRemoteUser());
        logIn(request, response);
      }
      case "demote" -> revocation().changeRoles(request.getRemoteUser(), Set.of("guest"));
      case "promote" -> revocation().changeRoles(request.getRemoteUser(), Set.of("clerk"));
      case "revoke-token" ->
          revocation()
              .revokeToken(
                  request.getParameter("jti"), Clock.systemUTC().instant().plusSeconds(600));
      case "revoke-key" -> revocation().revokeKey(request.getParameter("kid"));
      case "revoke-everyone" -> revocation().revokeEveryone();
      default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private Revocation revocation() {
    return Revocation.of(getServletContext());
  }

  /** As an application does that has just seen the new password. */
  private static void logIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Identity again =
        Identity.ofPassword(
            request.getRemoteUser(), Set.of("customer"), Clock.systemUTC().instant());
    Optional<AccessToken> token = Authentication.of(request).login(again);
    if (token.isPresent()) {
      response.getWriter().write("{\"access_token\":\"" + token.get().value() + "\"}");
    }
  }

  private static String deed(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void setMany(HttpSession session) {
    for (int n = 0; n < MANY; n++) {
      session.setAttribute("many" + n, System.nanoTime());
    }
  }

  private static String times(HttpSession session) {
    return session.getCreationTime() + " " + session.getLastAccessedTime();
  }
}
