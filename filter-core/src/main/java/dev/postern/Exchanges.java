package dev.postern;

import dev.postern.endpoint.Audience;
import dev.postern.gate.GateResult;
import dev.postern.gate.GatedRequest;
import dev.postern.gate.RequestGate;
import dev.postern.servlet.Brought;
import dev.postern.servlet.Exchange;
import dev.postern.servlet.SessionEvents;
import dev.postern.session.SubjectLogins;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.transport.Presented;
import dev.postern.transport.Transports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;

/** Begins exchanges, and finds those of a request whose wrappers were taken off. Thread-safe. */
final class Exchanges {

  /** Set on the container's own request, so that any filter of ours finds the exchange again. */
  private static final String SERVED = Exchanges.class.getName();

  private final AuthenticationStrategy strategy;
  private final Transports transports;
  private final SessionEvents events;
  private final SubjectLogins logins;
  private final RequestGate gate = new RequestGate();

  Exchanges(
      AuthenticationStrategy strategy,
      Transports transports,
      SessionEvents events,
      SubjectLogins logins) {
    this.strategy = strategy;
    this.transports = transports;
    this.events = events;
    this.logins = logins;
  }

  Brought read(GatedRequest asked, HttpServletRequest request) {
    return new Brought(
        transports.read(asked), transports.readRefresh(asked), Audience.isNavigation(request));
  }

  Exchange begin(Brought brought, HttpServletResponse response, Instant now) {
    return new Exchange(strategy, transports, brought, response, now, events, logins);
  }

  /** Leaves a trace on the raw request for {@link #resume}. */
  static void remember(HttpServletRequest request, Exchange exchange) {
    request.setAttribute(SERVED, exchange);
  }

  /**
   * The exchange of a raw request in a later dispatch, whichever filter began it; a new one if none
   * did, whose credential counts only if it is unambiguous.
   */
  Exchange resume(HttpServletRequest request, HttpServletResponse response, Instant now) {
    if (request.getAttribute(SERVED) instanceof Exchange exchange) {
      return exchange;
    }
    return begin(readLeniently(request), response, now);
  }

  private Brought readLeniently(HttpServletRequest request) {
    Presented presented =
        gate.inspect(request) instanceof GateResult.Passed passed
            ? transports.read(passed.request())
            : new Presented.None();
    return Brought.only(
        presented instanceof Presented.Ambiguous ? new Presented.None() : presented);
  }
}
