package dev.postern;

import dev.postern.binding.Binding;
import dev.postern.endpoint.Audience;
import dev.postern.gate.GateResult;
import dev.postern.gate.GatedRequest;
import dev.postern.gate.RequestGate;
import dev.postern.servlet.Brought;
import dev.postern.servlet.Exchange;
import dev.postern.servlet.SessionEvents;
import dev.postern.session.SubjectLogins;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.transport.BearerTransport;
import dev.postern.transport.Presented;
import dev.postern.transport.Transports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Begins exchanges, and finds those of a request whose wrappers were taken off. Thread-safe. */
final class Exchanges {

  /** Set on the container's own request, so that any filter of ours finds the exchange again. */
  private static final String SERVED = Exchanges.class.getName();

  /** Whoever came with a one-time token keeps what they had, and gets nothing new. */
  private static final Transports NOTHING_OUT = new Transports(List.of(new BearerTransport()));

  private final AuthenticationStrategy strategy;
  private final Transports transports;
  private final SessionEvents events;
  private final SubjectLogins logins;
  private final Optional<OneTimeEntrance> oneTime;
  private final Binding binding;
  private final RequestGate gate = new RequestGate();

  Exchanges(
      AuthenticationStrategy strategy,
      Transports transports,
      SessionEvents events,
      SubjectLogins logins,
      Optional<OneTimeEntrance> oneTime,
      Binding binding) {
    this.strategy = strategy;
    this.transports = transports;
    this.events = events;
    this.logins = logins;
    this.oneTime = oneTime;
    this.binding = binding;
  }

  Brought read(GatedRequest asked, HttpServletRequest request) {
    return oneTimeToken(asked, request)
        .map(Brought::only)
        .orElseGet(
            () ->
                new Brought(
                    transports.read(asked),
                    transports.readRefresh(asked),
                    transports.readSession(asked),
                    binding.senderOf(asked, request),
                    Audience.isNavigation(request)));
  }

  /** Whether one-time tokens are taken here, which may be for one body and no other. */
  boolean mayAskForBody() {
    return oneTime.isPresent();
  }

  /** Of a request that is unambiguous. */
  Exchange begin(
      GatedRequest asked,
      HttpServletRequest request,
      Brought brought,
      HttpServletResponse response,
      Instant now) {
    if (oneTimeToken(asked, request).isEmpty()) {
      binding.offerNonce(asked, response, now);
      return begin(brought, response, now);
    }
    OneTimeEntrance entrance = oneTime.orElseThrow();
    entrance.keepPrivate(asked, request, response);
    return new Exchange(
        entrance.strategy(asked, request), NOTHING_OUT, brought, response, now, events, logins);
  }

  private Exchange begin(Brought brought, HttpServletResponse response, Instant now) {
    return new Exchange(strategy, transports, brought, response, now, events, logins);
  }

  private Optional<Presented> oneTimeToken(GatedRequest asked, HttpServletRequest request) {
    return oneTime.flatMap(entrance -> entrance.read(asked, request));
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
    return gate.inspect(request) instanceof GateResult.Passed passed
        ? readLeniently(passed.request(), request)
        : Brought.only(new Presented.None());
  }

  private Brought readLeniently(GatedRequest asked, HttpServletRequest request) {
    return new Brought(
        unambiguous(transports.read(asked)),
        new Presented.None(),
        unambiguous(transports.readSession(asked)),
        binding.senderOf(asked, request),
        false);
  }

  private static Presented unambiguous(Presented presented) {
    return presented instanceof Presented.Ambiguous ? new Presented.None() : presented;
  }
}
