package dev.postern.endpoint;

import dev.postern.gate.GatedRequest;
import dev.postern.servlet.Brought;
import dev.postern.servlet.Exchange;
import dev.postern.servlet.FakeEvents;
import dev.postern.session.AllLogins;
import dev.postern.transport.BearerTransport;
import dev.postern.transport.CookieSettings;
import dev.postern.transport.CookieTransport;
import dev.postern.transport.SameSite;
import dev.postern.transport.Transports;
import java.io.IOException;
import java.util.List;

/** One filter's parts around an endpoint under test, and one request to it. */
final class EndpointBench {

  final FakeStrategy strategy = new FakeStrategy();
  final FakeResponse response = new FakeResponse();
  final ReturnCookie returnCookie = new ReturnCookie("parcels", false);
  private final Transports transports =
      new Transports(
          List.of(
              new CookieTransport(new CookieSettings("__Host-parcels-fake", SameSite.LAX, false)),
              new BearerTransport()));

  Refusals refusals(LoginSettings settings) {
    return new Refusals(new AuthenticateHeader("parcels", false), settings, returnCookie);
  }

  void ask(Endpoint endpoint, FakeRequest request) throws IOException {
    GatedRequest asked = request.gated();
    Exchange exchange =
        new Exchange(
            strategy,
            transports,
            Brought.only(transports.read(asked)),
            response.build(),
            FakeStrategy.NOW,
            FakeEvents.unheard(),
            new AllLogins());
    endpoint.answer(
        new EndpointCall(asked, request.build(), response.build(), exchange, FakeStrategy.NOW));
  }
}
