package dev.postern.sample.page;

import dev.postern.sample.parcel.Parcel;
import dev.postern.sample.parcel.Step;
import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Input;
import dev.postern.sample.web.Notice;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/**
 * The parcels of the caller. A clerk may look at one step only, and the desk remembers which.
 * Thread-safe.
 */
@WebServlet("/session/pages/desk")
public final class DeskPage extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;
  private static final String FILTER = "desk.step";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Input.ofParameters(request).optionalText("step").ifPresent(code -> remember(request, code));
    Optional<Step> filter = remembered(request);
    List<Parcel> parcels =
        visibleParcels(request).stream()
            .filter(parcel -> filter.isEmpty() || filter.get() == parcel.step())
            .toList();
    request.setAttribute("parcels", parcels);
    request.setAttribute("steps", Step.values());
    request.setAttribute("chosen", filter.map(Step::getCode).orElse(""));
    Notice.take(request).ifPresent(notice -> request.setAttribute("notice", notice));
    request.getRequestDispatcher("/WEB-INF/pages/desk.jsp").forward(request, response);
  }

  private static void remember(HttpServletRequest request, String code) {
    Step.ofCode(code)
        .ifPresentOrElse(
            step -> request.getSession().setAttribute(FILTER, step.getCode()),
            () -> request.getSession().removeAttribute(FILTER));
  }

  private static Optional<Step> remembered(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession().getAttribute(FILTER))
        .map(Object::toString)
        .flatMap(Step::ofCode);
  }
}
