package dev.postern.protection;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

/**
 * Refuses what another site made a browser send: by {@code Sec-Fetch-Site} where the browser says
 * it, else by {@code Origin}. A request with neither header did not come from a browser of today.
 *
 * <p>Whoever calls decides when it matters: for a credential from a cookie, and for login and
 * logout, but not for a token in a header. Immutable and thread-safe.
 */
public final class CsrfProtection {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final Set<Origin> publicOrigins;

  /** A check with these ideas of what is our own. */
  public CsrfProtection(CsrfSettings settings) {
    this.publicOrigins = settings.publicOrigins();
  }

  /**
   * Whether the request may change something; if not, the answer is 403.
   *
   * @param method the method as it came over the wire; an override by header or parameter must not
   *     make a request look safe
   */
  public boolean allows(HttpServletRequest request, String method) {
    if (SAFE_METHODS.contains(method) && !isHandshake(request)) {
      return true;
    }
    List<String> sites = headers(request, "Sec-Fetch-Site");
    List<String> origins = headers(request, "Origin");
    if (!sites.isEmpty()) {
      return (sites.size() == 1 && OWN_SITES.contains(sites.get(0))) || isConfigured(origins);
    }
    return origins.isEmpty() || isConfigured(origins) || isHost(request, origins);
  }

  /**
   * A WebSocket begins with a GET from whatever page likes to, and what follows on it is not safe
   * (CS-8, ASVS 4.4.2). A browser sends this header for nothing else.
   */
  private static boolean isHandshake(HttpServletRequest request) {
    return !headers(request, "Upgrade").isEmpty();
  }

  private boolean isConfigured(List<String> origins) {
    return origins.size() == 1
        && Origin.parse(origins.get(0)).filter(publicOrigins::contains).isPresent();
  }

  /** Only where no origin is configured: a proxy may have changed the Host. */
  private boolean isHost(HttpServletRequest request, List<String> origins) {
    return publicOrigins.isEmpty()
        && origins.size() == 1
        && Origin.parse(origins.get(0)).filter(origin -> origin.hasHost(host(request))).isPresent();
  }

  /** Two hosts are no host; over HTTP/2 a container may show the authority in its own way only. */
  private static String host(HttpServletRequest request) {
    List<String> hosts = headers(request, "Host");
    if (hosts.isEmpty()) {
      return request.getServerName() + ":" + request.getServerPort();
    }
    return hosts.size() == 1 ? hosts.get(0) : "";
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    return values == null ? List.of() : Collections.list(values);
  }
}
