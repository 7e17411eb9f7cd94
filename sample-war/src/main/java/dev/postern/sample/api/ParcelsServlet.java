package dev.postern.sample.api;

import dev.postern.sample.parcel.Parcel;
import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Input;
import dev.postern.sample.web.Problem;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/**
 * {@code /Z/parcels}: the parcels that the caller may see, one of them, or a new one. Thread-safe.
 */
@WebServlet({
  "/session/parcels",
  "/session/parcels/*",
  "/stateful/parcels",
  "/stateful/parcels/*",
  "/stateless/parcels",
  "/stateless/parcels/*",
  "/tabs/parcels",
  "/tabs/parcels/*"
})
public final class ParcelsServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final int STORAGE_FULL = 409;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<ParcelView> visible = visibleParcels(request).stream().map(ParcelView::of).toList();
    Optional<String> number = optionalSegmentOf(request);
    if (number.isEmpty()) {
      Answer.json(response, visible);
      return;
    }
    Answer.json(
        response,
        visible.stream()
            .filter(parcel -> parcel.number().equals(number.get()))
            .findFirst()
            .orElseThrow(DeskServlet::nothingHere));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (optionalSegmentOf(request).isPresent()) {
      throw nothingHere();
    }
    Input input = Input.ofBody(request);
    Parcel parcel = register(callerOf(request), input.text("recipient"), input.text("town"));
    if (isFromPage(request, input)) {
      seePage(request, response, "/session/pages/desk", parcel.number() + " is registered.");
      return;
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", request.getRequestURI() + "/" + parcel.number());
    Answer.json(response, ParcelView.of(parcel));
  }

  private Parcel register(String sender, String recipient, String town) {
    return desk()
        .parcels()
        .register(sender, recipient, town)
        .orElseThrow(
            () ->
                new Problem(
                    STORAGE_FULL, "The book is full", "Restart the sample for an empty one."));
  }
}
