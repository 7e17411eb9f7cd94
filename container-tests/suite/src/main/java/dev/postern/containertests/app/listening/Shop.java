package dev.postern.containertests.app.listening;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Puts a basket into the session, and may say how long that lives. */
@WebServlet("/session/shop")
public class Shop extends HttpServlet {

  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    request.getSession().setAttribute("basket", new Basket(request.getParameter("content")));
    String seconds = request.getParameter("seconds");
    if (seconds != null) {
      request.getSession().setMaxInactiveInterval(Integer.parseInt(seconds));
    }
  }
}
