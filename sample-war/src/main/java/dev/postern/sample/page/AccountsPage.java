package dev.postern.sample.page;

import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Notice;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Who may come to the desk, for administrators. Thread-safe. */
@WebServlet("/session/pages/accounts")
public final class AccountsPage extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setAttribute("accounts", desk().accounts().all());
    request.setAttribute("counts", desk().parcels().countByStep());
    Notice.take(request).ifPresent(notice -> request.setAttribute("notice", notice));
    request.getRequestDispatcher("/WEB-INF/pages/accounts.jsp").forward(request, response);
  }
}
