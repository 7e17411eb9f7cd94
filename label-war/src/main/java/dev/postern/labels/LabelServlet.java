package dev.postern.labels;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/**
 * {@code GET /parcel/{number}.pdf?recipient=…&town=…&token=…}: the label of a parcel. The token is
 * good for this very path and query, so what they say is what the desk said. Thread-safe.
 */
@WebServlet("/parcel/*")
public final class LabelServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Label> label =
        Label.of(
            request.getPathInfo(), request.getParameter("recipient"), request.getParameter("town"));
    if (label.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] page = label.get().print(request.getRemoteUser());
    new Download(label.get().fileName(), "application/pdf", page).send(request, response);
  }
}
