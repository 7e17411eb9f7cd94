package dev.postern.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a request as a DPoP proof names it: without query and fragment, and in the one
 * spelling of RFC 3986 sections 6.2.2 and 6.2.3 (RFC 9449 section 4.3). Stateless and thread-safe.
 */
public final class HttpAddress {

  private static final int LONGEST = 4096;
  private static final Pattern SCHEME = Pattern.compile("(?i)https?");
  private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

  private HttpAddress() {}

  /**
   * The address of this path at an origin that is in its one spelling already.
   *
   * @param path as the request has it
   */
  public static String of(String origin, String path) {
    return origin + spelledOnce(path);
  }

  /** The one spelling of this text; empty if it is no address that a request can have. */
  public static Optional<String> read(String text) {
    if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text);
      return uri.getScheme() == null
              || uri.getHost() == null
              || uri.getRawUserInfo() != null
              || !SCHEME.matcher(uri.getScheme()).matches()
          ? Optional.empty()
          : Optional.of(of(origin(uri), uri.getRawPath()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    boolean says = uri.getPort() >= 0 && uri.getPort() != usual;
    return scheme
        + "://"
        + uri.getHost().toLowerCase(Locale.ROOT)
        + (says ? ":" + uri.getPort() : "");
  }

  private static String spelledOnce(String path) {
    return path.isEmpty()
        ? "/"
        : ESCAPED
            .matcher(path)
            .replaceAll(
                escape -> {
                  String character = "" + (char) Integer.parseInt(escape.group(1), 16);
                  return UNRESERVED.matcher(character).matches()
                      ? character
                      : escape.group().toUpperCase(Locale.ROOT);
                });
  }
}
