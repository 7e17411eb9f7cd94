package dev.postern.sample.page;

import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Who the caller is, as a JSP sees it. Thread-safe. */
@WebServlet("/session/pages/whoami")
public final class WhoamiPage extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/WEB-INF/pages/whoami.jsp").forward(request, response);
  }
}
