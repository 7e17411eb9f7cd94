package dev.postern.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who is asking: a person's browser that wants a page, or a program that wants an answer. Stateless
 * and thread-safe.
 */
public final class Audience {

  private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");

  private Audience() {}

  /**
   * Whether a browser is going to a page. A script that fetches the same address is not: it could
   * do nothing with a redirect to a form.
   */
  public static boolean isNavigation(HttpServletRequest request) {
    return isReading(request) && wantsPage(request);
  }

  /** Whether the answer will be shown to a person, whatever the method. */
  static boolean wantsPage(HttpServletRequest request) {
    if (request.getHeader("X-Requested-With") != null
        || request.getHeader("Authorization") != null) {
      return false;
    }
    String mode = request.getHeader("Sec-Fetch-Mode");
    return (mode == null || mode.equals("navigate")) && prefersHtml(request);
  }

  static boolean isReading(HttpServletRequest request) {
    return Set.of("GET", "HEAD").contains(request.getMethod());
  }

  /** A bare {@code *}{@code /*} is what command line tools send, so HTML must be named. */
  private static boolean prefersHtml(HttpServletRequest request) {
    double html = 0;
    double json = 0;
    for (String range : ranges(request)) {
      String[] parts = range.split(";", -1);
      String type = parts[0].strip().toLowerCase(Locale.ROOT);
      if (HTML.contains(type)) {
        html = Math.max(html, quality(parts));
      } else if (type.equals("application/json") || type.endsWith("+json")) {
        json = Math.max(json, quality(parts));
      }
    }
    return html > 0 && html >= json;
  }

  private static List<String> ranges(HttpServletRequest request) {
    String accept = String.join(",", Collections.list(request.getHeaders("Accept")));
    return List.of(accept.split(",", -1));
  }

  /** RFC 9110 section 12.4.2; a weight that cannot be read weighs nothing. */
  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        String weight = parameter.substring(2);
        return weight.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(weight) : 0;
      }
    }
    return 1;
  }
}
