package dev.postern.containertests.app.listening;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the listeners heard since somebody last asked, a line each. Thread-safe. */
@WebServlet("/heard")
public class Heard extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final List<String> LINES = new CopyOnWriteArrayList<>();

  static void write(String line) {
    LINES.add(line);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> heard = List.copyOf(LINES);
    LINES.removeAll(heard);
    response.setContentType("text/plain");
    response.getWriter().write(String.join("\n", heard));
  }
}
