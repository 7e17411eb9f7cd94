package dev.postern.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The application: each test says what its paths do. */
public final class LabServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Map<String, Action> actions = new ConcurrentHashMap<>();

  /** Sets what a path does. */
  public LabServlet at(String path, Action action) {
    actions.put(path, action);
    return this;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    var included = (String) request.getAttribute("jakarta.servlet.include.request_uri");
    try {
      actions
          .getOrDefault(included == null ? request.getRequestURI() : included, (in, out) -> {})
          .run(request, response);
    } catch (InterruptedException e) {
      throw new ServletException(e);
    }
  }

  /** What one path does. */
  public interface Action {
    void run(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException, InterruptedException;
  }
}
