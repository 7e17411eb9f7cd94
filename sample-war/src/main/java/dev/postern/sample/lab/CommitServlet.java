package dev.postern.sample.lab;

import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Input;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * {@code GET /Z/lab/commit/{flush,redirect,error,large}?name=A&value=V}: sets an attribute, then
 * commits the response that way. Thread-safe.
 */
@WebServlet({"/session/lab/commit/*", "/stateful/lab/commit/*", "/stateless/lab/commit/*"})
public final class CommitServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final int ZONE_AND_REST = 3;

  /** More than any container buffers unless told so. */
  private static final int LARGE = 256 * 1024;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String way = segmentOf(request);
    Input input = Input.ofParameters(request);
    Committing committing = committing(way);
    Sessions.of(request).setAttribute(input.text("name"), input.text("value"));
    committing.commit(request, response);
  }

  private static Committing committing(String way) {
    return switch (way) {
      case "flush" -> CommitServlet::flush;
      case "redirect" -> CommitServlet::redirect;
      case "error" -> CommitServlet::error;
      case "large" -> CommitServlet::large;
      default -> throw nothingHere();
    };
  }

  private static void flush(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().print("first ");
    response.flushBuffer();
    response.getWriter().print("second");
  }

  private static void redirect(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String zone = request.getServletPath().split("/", ZONE_AND_REST)[1];
    response.sendRedirect(request.getContextPath() + "/" + zone + "/attributes");
  }

  private static void error(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendError(HttpServletResponse.SC_CONFLICT);
  }

  private static void large(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().print("x".repeat(LARGE));
  }

  /** One way to commit. */
  @FunctionalInterface
  private interface Committing {
    void commit(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }
}
