package dev.postern.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Refuses requests whose path, cookies or {@code Authorization} header could be read in two ways.
 *
 * <p>Meant for the dispatch that the client caused (REQUEST): the paths of forwards, includes and
 * error pages are chosen by the application. It reads no parameter, so the application can still
 * choose the encoding of the body. Which cookie is the credential, and whether there are two of it,
 * is for the cookie transport to say. Stateless and thread-safe.
 */
public final class RequestGate {

  /** What this request says, or why it cannot be told; never throws for anything a client sent. */
  public GateResult inspect(HttpServletRequest request) {
    List<String> authorization = headers(request, "Authorization");
    try {
      return new GateResult.Passed(
          new GatedRequest(
              ContainerPath.of(request),
              request.getMethod(),
              RequestCookies.parse(headers(request, "Cookie")),
              SchemeToken.read(authorization, SchemeToken.BEARER),
              SchemeToken.read(authorization, SchemeToken.DPOP),
              headers(request, "DPoP")));
    } catch (AmbiguousRequestException e) {
      return new GateResult.Refused(e.ambiguity().code());
    }
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    // A container may answer null when it does not let us see headers.
    Enumeration<String> values = request.getHeaders(name);
    return values == null ? List.of() : Collections.list(values);
  }
}
