package dev.postern.sample.lab;

import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Input;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * {@code POST /Z/lab/slow?ms=N&name=A}: sets attribute A, waits, answers; for races. Thread-safe.
 */
@WebServlet({"/session/lab/slow", "/stateful/lab/slow", "/stateless/lab/slow"})
public final class SlowServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final int LONGEST_WAIT = 30_000;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Input input = Input.ofParameters(request);
    int millis = input.number("ms", 0, LONGEST_WAIT);
    String name = input.text("name");
    String value = input.optionalText("value").orElse("slow");
    Sessions.of(request).setAttribute(name, value);
    sleep(millis);
    Answer.json(response, new Waited(name, value, millis));
  }

  /** Slow is what this servlet is for: it keeps a request in flight while others race it. */
  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The members of the answer, in their order. */
  private record Waited(String name, String value, int ms) {}
}
