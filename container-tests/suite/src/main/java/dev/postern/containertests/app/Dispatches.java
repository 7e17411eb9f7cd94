package dev.postern.containertests.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The ways in which {@link Probe} passes its request on. Stateless. */
final class Dispatches {

  private static final long PATIENCE_MILLIS = 20_000;

  private Dispatches() {}

  /** Does it; false if it is not one of these. */
  static boolean perform(String deed, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (deed) {
      case "forward" -> request.getRequestDispatcher(to(request)).forward(request, response);
      case "include" -> request.getRequestDispatcher(to(request)).include(request, response);
      case "error" -> response.sendError(Integer.parseInt(request.getParameter("code")));
      case "throw" -> throw new IllegalStateException("thrown because a test asked for it");
      case "async" -> dispatch(request.startAsync(), to(request));
      case "async-wrapped" -> dispatch(request.startAsync(request, response), to(request));
      case "async-thread" -> complete(request.startAsync(request, response), request, response);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The target, with a deed of its own: it would inherit the parameter of this request. */
  private static String to(HttpServletRequest request) {
    return request.getParameter("to") + "?do=see";
  }

  private static void dispatch(AsyncContext async, String to) {
    async.setTimeout(PATIENCE_MILLIS);
    async.dispatch(to);
  }

  private static void complete(
      AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
    async.setTimeout(PATIENCE_MILLIS);
    async.start(
        () -> {
          try {
            request.getSession().setAttribute("A", "set in another thread");
            Sight.of(request).writeTo(response);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } finally {
            async.complete();
          }
        });
  }
}
