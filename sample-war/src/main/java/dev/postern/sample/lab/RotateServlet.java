package dev.postern.sample.lab;

import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** {@code POST /Z/lab/rotate}: gives the session another id. Thread-safe. */
@WebServlet({"/session/lab/rotate", "/stateful/lab/rotate", "/stateless/lab/rotate"})
public final class RotateServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Sessions.of(request);
    request.changeSessionId();
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
