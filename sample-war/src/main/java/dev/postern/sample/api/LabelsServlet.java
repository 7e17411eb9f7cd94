package dev.postern.sample.api;

import dev.postern.sample.label.LabelLink;
import dev.postern.sample.parcel.Parcel;
import dev.postern.sample.web.Answer;
import dev.postern.sample.web.Body;
import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * {@code POST /Z/labels/{number}}: a one-time link to the label of a parcel that the caller may
 * see. A form is sent there at once. Thread-safe.
 */
@WebServlet({"/session/labels/*", "/stateful/labels/*", "/stateless/labels/*", "/tabs/labels/*"})
public final class LabelsServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String number = segmentOf(request);
    Parcel parcel =
        visibleParcels(request).stream()
            .filter(visible -> visible.number().equals(number))
            .findFirst()
            .orElseThrow(DeskServlet::nothingHere);
    LabelLink link = LabelLink.to(parcel, callerOf(request), getServletContext());
    if (Body.isForm(request)) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", link.address());
    } else {
      Answer.json(response, new Link(link.address(), link.expiresAt()));
    }
  }

  /** The members of the answer, in their order. */
  private record Link(String link, String expiresAt) {}
}
