package dev.postern.sample.api;

import dev.postern.sample.parcel.Parcel;
import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * {@code GET /public/track/{number}}: where a parcel stands, for everybody who knows its number;
 * says nothing about people. Thread-safe.
 */
@WebServlet({"/public/track/*"})
public final class TrackServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Parcel parcel = desk().parcels().find(segmentOf(request)).orElseThrow(DeskServlet::nothingHere);
    Answer.json(response, new Standing(parcel.number(), parcel.step().getCode()));
  }

  /** The members of the answer, in their order. */
  private record Standing(String number, String step) {}
}
