package dev.postern.sample.page;

import dev.postern.sample.web.ProblemBody;
import dev.postern.sample.web.Problems;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** What the container answers itself, said in the words of the desk. Thread-safe. */
@WebServlet("/error")
public final class ErrorPage extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Problems.write(
        request,
        response,
        bodyOf(status instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND));
  }

  private static ProblemBody bodyOf(int status) {
    return switch (status) {
      case HttpServletResponse.SC_NOT_FOUND ->
          new ProblemBody("about:blank", "Not found", status, "There is nothing here.");
      case HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
          new ProblemBody("about:blank", "Method not allowed", status, "See the header Allow.");
      default -> new ProblemBody("about:blank", "Not answered", status, "The desk cannot do this.");
    };
  }
}
