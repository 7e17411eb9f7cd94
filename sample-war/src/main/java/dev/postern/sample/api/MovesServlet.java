package dev.postern.sample.api;

import dev.postern.sample.parcel.MoveResult;
import dev.postern.sample.parcel.Parcel;
import dev.postern.sample.parcel.Step;
import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Input;
import dev.postern.sample.web.Problem;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code POST /Z/moves/{number}} with {@code step}: a clerk moves a parcel one step on.
 * Thread-safe.
 */
@WebServlet({"/session/moves/*", "/stateful/moves/*", "/stateless/moves/*", "/tabs/moves/*"})
public final class MovesServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String number = segmentOf(request);
    Input input = Input.ofBody(request);
    Step step = Step.ofCode(input.text("step")).orElseThrow(MovesServlet::noSuchStep);
    Parcel moved = moved(desk().parcels().move(number, step, callerOf(request)));
    if (isFromPage(request, input)) {
      seePage(request, response, "/session/pages/desk", number + ": " + step.getLabel() + ".");
      return;
    }
    Answer.json(response, ParcelView.of(moved));
  }

  private static Parcel moved(MoveResult result) {
    if (result instanceof MoveResult.Moved done) {
      return done.parcel();
    }
    if (result instanceof MoveResult.OutOfOrder other) {
      throw new Problem(
          HttpServletResponse.SC_CONFLICT,
          "Step out of order",
          "The parcel stands at \"" + other.standing().getCode() + "\" now. Look again.");
    }
    throw nothingHere();
  }

  private static Problem noSuchStep() {
    String codes = Stream.of(Step.values()).map(Step::getCode).collect(Collectors.joining(", "));
    return new Problem(
        HttpServletResponse.SC_BAD_REQUEST, "No such step", "A step is one of: " + codes + ".");
  }
}
