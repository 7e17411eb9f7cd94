package dev.postern.sample.lab;

import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;

/**
 * {@code POST /Z/lab/counter}: counts in one mutable attribute, which is set once and then only
 * changed in place. Thread-safe.
 */
@WebServlet({"/session/lab/counter", "/stateful/lab/counter", "/stateless/lab/counter"})
public final class CounterServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final String ATTRIBUTE = "lab.counter";

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = Sessions.of(request);
    if (!(session.getAttribute(ATTRIBUTE) instanceof Counter)) {
      session.setAttribute(ATTRIBUTE, new Counter());
    }
    Counter counter = (Counter) session.getAttribute(ATTRIBUTE);
    Answer.json(response, Map.of("value", counter.increment()));
  }
}
