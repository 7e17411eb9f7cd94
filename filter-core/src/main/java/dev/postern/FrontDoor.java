package dev.postern;

import dev.postern.endpoint.Endpoint;
import dev.postern.endpoint.EndpointCall;
import dev.postern.endpoint.Refusal;
import dev.postern.endpoint.Refusals;
import dev.postern.gate.GateResult;
import dev.postern.gate.GatedRequest;
import dev.postern.gate.RequestGate;
import dev.postern.servlet.Brought;
import dev.postern.servlet.Exchange;
import dev.postern.servlet.KeptBody;
import dev.postern.strategy.RejectionReason;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a request may go on to the application: gate, transport, endpoints, protections.
 * Thread-safe.
 */
final class FrontDoor {

  private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());

  private final String filterName;
  private final RequestGate gate = new RequestGate();
  private final PathOwners owners;
  private final Exchanges exchanges;
  private final List<Endpoint> endpoints;
  private final Protections protections;
  private final Refusals refusals;
  private final Clock clock;

  FrontDoor(
      String filterName,
      PathOwners owners,
      Exchanges exchanges,
      List<Endpoint> endpoints,
      Protections protections,
      Refusals refusals,
      Clock clock) {
    this.filterName = filterName;
    this.owners = owners;
    this.exchanges = exchanges;
    this.endpoints = List.copyOf(endpoints);
    this.protections = protections;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** The same request, of which the body can be looked at, if that may be needed. */
  HttpServletRequest keepingBody(HttpServletRequest request) {
    return exchanges.mayAskForBody() ? new KeptBody(request) : request;
  }

  /** A request that this filter sees for the first time. */
  Admission admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      return admitDispatch(request, response);
    }
    GateResult result = gate.inspect(request);
    if (result instanceof GateResult.Refused refused) {
      return refuse(Refusal.malformed(), refused.reasonCode(), request, response);
    }
    GatedRequest asked = ((GateResult.Passed) result).request();
    return isAnothers(asked) ? new Admission.PassOn() : admit(asked, request, response);
  }

  /**
   * A path that nobody claims is still ours: the container would not have called us for nothing.
   */
  private boolean isAnothers(GatedRequest asked) {
    return owners.ownerOf(asked.path()).filter(owner -> !owner.equals(filterName)).isPresent();
  }

  /** A request whose wrappers are in place: only where it is going is new. */
  Admission admitAgain(Exchange exchange, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Refusal> refusal = protections.checkDispatch(request, exchange);
    return refusal.isPresent()
        ? refuse(refusal.get(), "dispatch-target", request, response)
        : new Admission.PassOn();
  }

  private Admission admit(
      GatedRequest asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Brought brought = exchanges.read(asked, request);
    Optional<String> ambiguity = brought.ambiguity();
    if (ambiguity.isPresent()) {
      return refuse(Refusal.malformed(), ambiguity.get(), request, response);
    }
    EndpointCall call = call(asked, brought, request, response);
    Optional<Endpoint> endpoint = endpoints.stream().filter(e -> e.isFor(asked)).findFirst();
    return endpoint.isPresent() ? answer(endpoint.get(), call) : judge(call);
  }

  /** What another site sent to an endpoint is refused even without a cookie: a login (CS-1). */
  private Admission answer(Endpoint endpoint, EndpointCall call) throws IOException {
    if (protections.isForged(call.asked(), call.request())) {
      return refuse(Refusal.forbidden(), "cross-site", call.request(), call.response());
    }
    if (endpoint.isProtected() && judge(call) instanceof Admission.Answered refused) {
      return refused;
    }
    endpoint.answer(call);
    return new Admission.Answered();
  }

  private Admission judge(EndpointCall call) throws IOException {
    Exchange exchange = call.exchange();
    Optional<Refusal> refusal = protections.check(call.asked(), call.request(), exchange);
    if (refusal.isEmpty()) {
      return new Admission.Serve(exchange);
    }
    exchange.commitIfRefreshed();
    return refuse(
        refusal.get(), reasonOf(refusal.get(), exchange), call.request(), call.response());
  }

  private EndpointCall call(
      GatedRequest asked,
      Brought brought,
      HttpServletRequest request,
      HttpServletResponse response) {
    Instant now = clock.instant();
    Exchange exchange = exchanges.begin(asked, request, brought, response, now);
    return new EndpointCall(asked, request, response, exchange, now);
  }

  /**
   * A dispatch of a request that reached the application by another way than this filter. A forward
   * or an include is judged like any other; an error page, or the second half of an asynchronous
   * request, is not, since the application chose it and never the client; but it sees who the
   * caller is.
   */
  private Admission admitDispatch(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Exchange> wrapped = Exchange.current(request);
    if (wrapped.isPresent()) {
      return admitAgain(wrapped.get(), request, response);
    }
    Exchange exchange = exchanges.resume(request, response, clock.instant());
    return admitAgain(exchange, request, response) instanceof Admission.Answered answered
        ? answered
        : new Admission.Serve(exchange);
  }

  private Admission refuse(
      Refusal refusal, String reason, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LOG.log(
        Level.INFO,
        () ->
            "event=refused filter="
                + filterName
                + " status="
                + refusal.status()
                + " reason="
                + reason);
    refusals.send(refusal, request, response);
    return new Admission.Answered();
  }

  private static String reasonOf(Refusal refusal, Exchange exchange) {
    if (!refusal.needed().isEmpty()) {
      return "insufficient-login";
    }
    return refusal.isForWantOfLogin()
        ? exchange.rejection().map(FrontDoor::word).orElse("no-credential")
        : "not-allowed";
  }

  private static String word(RejectionReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
