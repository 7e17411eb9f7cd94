package dev.postern.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;

/** Where the application stands on its host. */
final class ContextPath {

  private ContextPath() {}

  /**
   * As it is written in a URL. Of the deployment, not of the request: {@code
   * request.getContextPath()} is the client's spelling.
   */
  static String of(HttpServletRequest request) {
    String path = request.getServletContext().getContextPath();
    try {
      return path.isEmpty() ? "" : new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The context path is no path.", e);
    }
  }
}
