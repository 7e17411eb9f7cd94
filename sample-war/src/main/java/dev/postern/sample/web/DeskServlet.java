package dev.postern.sample.web;

import dev.postern.sample.desk.Desk;
import dev.postern.sample.parcel.Parcel;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/**
 * A servlet of the desk: turns barred accounts away and answers a {@link Problem} as what it is.
 * Thread-safe, as long as its children keep no fields.
 */
public abstract class DeskServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      refuseBarred(request);
      super.service(request, response);
    } catch (Problem problem) {
      Problems.write(request, response, problem.body());
    }
  }

  /** The desk. */
  protected final Desk desk() {
    return Desk.of(getServletContext());
  }

  /** The name of the caller; only where the access rules let no stranger in. */
  protected static String callerOf(HttpServletRequest request) {
    return request.getUserPrincipal().getName();
  }

  /** A clerk sees every parcel, a customer those that he or she sent. */
  protected final List<Parcel> visibleParcels(HttpServletRequest request) {
    return request.isUserInRole("clerk")
        ? desk().parcels().all()
        : desk().parcels().sentBy(callerOf(request));
  }

  /**
   * The one path segment after the servlet's own path.
   *
   * @throws Problem 404 when there is none, or more than one
   */
  protected static String segmentOf(HttpServletRequest request) {
    return optionalSegmentOf(request).orElseThrow(DeskServlet::nothingHere);
  }

  /** The same, or empty when the servlet itself was asked for. */
  protected static Optional<String> optionalSegmentOf(HttpServletRequest request) {
    String rest = Optional.ofNullable(request.getPathInfo()).orElse("");
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    String segment = rest.substring(1);
    if (segment.isEmpty() || segment.contains("/")) {
      throw nothingHere();
    }
    return Optional.of(segment);
  }

  /** Nothing is here, or nothing that this caller may know of. */
  protected static Problem nothingHere() {
    return new Problem(HttpServletResponse.SC_NOT_FOUND, "Not found", "There is nothing here.");
  }

  /** Whether a form on one of the pages was sent; only the session zone has such pages. */
  protected static boolean isFromPage(HttpServletRequest request, Input input) {
    return input.isForm() && request.getServletPath().startsWith("/session/");
  }

  /** The browser gets the page, with a sentence on it, by GET (RFC 9110 section 15.4.4). */
  protected static void seePage(
      HttpServletRequest request, HttpServletResponse response, String path, String sentence) {
    Notice.leave(request, sentence);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", request.getContextPath() + path);
  }

  private void refuseBarred(HttpServletRequest request) {
    boolean barred =
        Optional.ofNullable(request.getUserPrincipal())
            .filter(caller -> desk().accounts().isBarred(caller.getName()))
            .isPresent();
    if (barred) {
      throw new Problem(
          HttpServletResponse.SC_FORBIDDEN,
          "Account barred",
          "An administrator closed the desk to this account.");
    }
  }
}
