package dev.postern.sample.page;

import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Where the caller is signed in; a script fills it from {@code sessions.path}. Thread-safe. */
@WebServlet("/session/pages/sessions")
public final class SessionsPage extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/WEB-INF/pages/sessions.jsp").forward(request, response);
  }
}
