package dev.postern.containertests.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers every path of the test WARs. The query parameter {@code do} names what to do before it
 * says what it sees.
 */
@WebServlet(urlPatterns = "/", asyncSupported = true)
public class Probe extends HttpServlet {

  /** In every answer of this servlet and in no other: who reads it was let in. */
  public static final String CONTENT = "probe-content";

  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String deed = request.getParameter("do");
    // An error page inherits the parameters of the request that failed, and must not fail again.
    boolean isErrorPage = request.getDispatcherType() == DispatcherType.ERROR;
    if (deed == null || deed.equals("see") || isErrorPage) {
      Sight.of(request).writeTo(response);
      return;
    }
    if (!Deeds.perform(deed, request, response) && !Dispatches.perform(deed, request, response)) {
      response.sendError(404, "no deed of that name");
    }
  }
}
