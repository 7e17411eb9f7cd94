package dev.postern.gate;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The path as the container sees it, accepted only if our own reading of the raw path says the
 * same. Stateless and thread-safe.
 */
final class ContainerPath {

  private ContainerPath() {}

  static RequestPath of(HttpServletRequest request) throws AmbiguousRequestException {
    String raw = request.getRequestURI();
    String decoded = RawPath.decode(raw == null ? "" : raw);
    String context = request.getContextPath();
    String info = request.getPathInfo();
    String inside = info == null ? request.getServletPath() : request.getServletPath() + info;
    if (agrees(decoded, context, inside) || agrees(decoded, decodedContext(context), inside)) {
      return RequestPath.of(inside);
    }
    throw new AmbiguousRequestException(Ambiguity.CONTAINER_DISAGREES);
  }

  /**
   * Equal, or a directory for which the container has already chosen the welcome file, as Tomcat
   * and Undertow do: then the welcome file is what is served, and what is judged.
   */
  private static boolean agrees(String decoded, String context, String inside) {
    String seen = context + inside;
    return seen.equals(decoded) || (decoded.endsWith("/") && seen.startsWith(decoded));
  }

  /** The context path comes as the client spelled it (Servlet 6.0, section 3.5). */
  private static String decodedContext(String context) throws AmbiguousRequestException {
    return context.isEmpty() ? context : RawPath.decode(context);
  }
}
