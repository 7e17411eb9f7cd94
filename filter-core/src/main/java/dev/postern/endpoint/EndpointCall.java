package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.gate.GatedRequest;
import dev.postern.servlet.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;

/**
 * One request to an endpoint. Belongs to that request.
 *
 * @param asked what the gate made of it
 * @param request as it came to the filter
 * @param response not committed
 * @param exchange logs the caller in and out
 * @param now when the request came
 */
public record EndpointCall(
    GatedRequest asked,
    HttpServletRequest request,
    HttpServletResponse response,
    Exchange exchange,
    Instant now) {

  /** Refuses null. */
  public EndpointCall {
    requireNonNull(asked, "asked");
    requireNonNull(request, "request");
    requireNonNull(response, "response");
    requireNonNull(exchange, "exchange");
    requireNonNull(now, "now");
  }

  /** Goes on at another page of this application; the path begins after the context path. */
  void seeOther(String path) {
    Answer.seeOther(response, ContextPath.of(request) + path);
  }
}
