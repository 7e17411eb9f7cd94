package dev.postern.protection;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web origin (RFC 6454). Immutable and thread-safe.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port the port, also where it is the scheme's own
 */
record Origin(String scheme, String host, int port) {

  private static final String HOST_AND_PORT =
      "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?";
  private static final Pattern ORIGIN = Pattern.compile("(https?)://" + HOST_AND_PORT);
  private static final Pattern HOST = Pattern.compile(HOST_AND_PORT);

  /** Exactly {@code scheme://host[:port]}; anything else, {@code null} included, is none. */
  static Optional<Origin> parse(String text) {
    Matcher matcher = ORIGIN.matcher(text);
    return matcher.matches()
        ? Optional.of(of(matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3))))
        : Optional.empty();
  }

  /**
   * Whether a {@code Host} header names this origin's host and port. A missing port means that of
   * this origin's scheme: behind a proxy, the scheme of our own connection says nothing.
   */
  boolean hasHost(String header) {
    Matcher matcher = HOST.matcher(header);
    return matcher.matches()
        && equals(of(scheme, matcher.group(1), Optional.ofNullable(matcher.group(2))));
  }

  /** As RFC 6454 section 6.2 writes it. */
  String text() {
    return scheme + "://" + host + (port == ownPort(scheme) ? "" : ":" + port);
  }

  private static Origin of(String scheme, String host, Optional<String> port) {
    return new Origin(
        scheme,
        host.toLowerCase(Locale.ROOT),
        port.map(Integer::parseInt).orElseGet(() -> ownPort(scheme)));
  }

  private static int ownPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
