package dev.postern.servlet;

import dev.postern.session.AllLogins;
import dev.postern.store.StoreException;
import dev.postern.transport.Presented;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the real filter does around the application, and nothing else. */
final class LabFilter extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  final transient List<String> entries = new CopyOnWriteArrayList<>();

  /** Whether another filter around this one holds answers back. */
  volatile boolean isHeldOutside;

  /** Whether another filter behind this one does. */
  volatile boolean isHeldInside;

  private final transient FakeStrategy strategy;
  private final transient Dispatches dispatches =
      new Dispatches(
          (request, name, password) -> {
            if (!password.equals("right")) {
              throw new ServletException("refused");
            }
            return FakeStrategy.alice();
          },
          (request, response) -> response.sendError(HttpServletResponse.SC_UNAUTHORIZED),
          (request, response, cause) -> unavailable(response));

  LabFilter(FakeStrategy strategy) {
    this.strategy = strategy;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    held(isHeldOutside, request, response, (in, out) -> filter(in, out, chain));
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var entry = dispatches.entryOf(request);
    entries.add(request.getDispatcherType() + " " + entry.getClass().getSimpleName());
    if (entry instanceof Entry.Within within) {
      pass(request, response, within.exchange(), chain);
    } else {
      var exchange =
          entry instanceof Entry.Again again ? again.exchange() : first(request, response);
      var wrapped = dispatches.wrap(request, response, exchange);
      try {
        pass(wrapped.request(), wrapped.response(), exchange, chain);
      } catch (StoreException e) {
        exchange.abandon();
        unavailable(response);
      }
    }
  }

  private void pass(
      HttpServletRequest request,
      HttpServletResponse response,
      Exchange exchange,
      FilterChain chain)
      throws IOException, ServletException {
    try {
      held(isHeldInside, request, response, chain::doFilter);
    } finally {
      dispatches.leave(request, exchange);
    }
  }

  private static void held(
      boolean isHeld, HttpServletRequest request, HttpServletResponse response, Next next)
      throws IOException, ServletException {
    if (!isHeld) {
      next.pass(request, response);
      return;
    }
    var holding = new HoldingResponse(response);
    next.pass(new HttpServletRequestWrapper(request), holding);
    holding.release();
  }

  private Exchange first(HttpServletRequest request, HttpServletResponse response) {
    return new Exchange(
        strategy,
        FakeCookies.alone(),
        Brought.only(presented(request)),
        response,
        FakeStrategy.NOW,
        FakeEvents.heardBy(getServletContext()),
        new AllLogins());
  }

  private static Presented presented(HttpServletRequest request) {
    var cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(FakeCookies.NAME))
        .findFirst()
        .<Presented>map(cookie -> new Presented.One(cookie.getValue(), true))
        .orElseGet(Presented.None::new);
  }

  private static void unavailable(HttpServletResponse response) {
    response.reset();
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  /** What comes next. */
  private interface Next {
    void pass(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }
}
