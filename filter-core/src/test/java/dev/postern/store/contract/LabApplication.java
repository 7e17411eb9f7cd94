package dev.postern.store.contract;

import dev.postern.Sessions;
import dev.postern.SigningKeys;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;

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
      default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
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
