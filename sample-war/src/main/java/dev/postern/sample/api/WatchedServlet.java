package dev.postern.sample.api;

import dev.postern.sample.parcel.Parcel;
import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Problem;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /public/watched} and {@code PUT /public/watched/{number}}: the parcels that a visitor
 * keeps an eye on. They are kept in the session, before the login and after it, each in an
 * attribute of its own, so that two windows lose nothing. Thread-safe.
 */
@WebServlet({"/public/watched", "/public/watched/*"})
public final class WatchedServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final String PREFIX = "watched.";
  private static final int MOST = 20;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (optionalSegmentOf(request).isPresent()) {
      throw nothingHere();
    }
    Answer.json(
        response,
        Optional.ofNullable(request.getSession(false)).map(WatchedServlet::in).orElse(List.of()));
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response) {
    Parcel parcel = desk().parcels().find(segmentOf(request)).orElseThrow(DeskServlet::nothingHere);
    HttpSession session = request.getSession();
    if (in(session).size() >= MOST) {
      throw new Problem(
          HttpServletResponse.SC_CONFLICT, "Enough", "At most " + MOST + " parcels are watched.");
    }
    session.setAttribute(PREFIX + parcel.number(), true);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static List<String> in(HttpSession session) {
    return Collections.list(session.getAttributeNames()).stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .sorted()
        .toList();
  }
}
