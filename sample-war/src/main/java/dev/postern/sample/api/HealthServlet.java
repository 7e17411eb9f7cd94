package dev.postern.sample.api;

import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;

/** {@code GET /public/health}: the desk is open. Thread-safe. */
@WebServlet({"/public/health"})
public final class HealthServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer.json(response, Map.of("status", "up"));
  }
}
