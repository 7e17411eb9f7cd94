package dev.postern.sample.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Tells a client about a problem: a page for a browser, RFC 9457 for all others. Thread-safe. */
public final class Problems {

  private static final String PAGE = "/WEB-INF/pages/problem.jsp";

  private Problems() {}

  /** Answers with this problem. */
  public static void write(
      HttpServletRequest request, HttpServletResponse response, ProblemBody problem)
      throws IOException, ServletException {
    response.setStatus(problem.status());
    if (wantsPage(request)) {
      request.setAttribute("problem", problem);
      request.getRequestDispatcher(PAGE).forward(request, response);
    } else {
      Answer.write(response, "application/problem+json", problem);
    }
  }

  private static boolean wantsPage(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Accept")).orElse("").contains("text/html");
  }
}
