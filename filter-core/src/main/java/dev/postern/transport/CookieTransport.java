package dev.postern.transport;

import static java.util.Objects.requireNonNull;

import dev.postern.gate.GatedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A cookie that ends with the browser: {@code __Host-} name, {@code Secure}, {@code HttpOnly},
 * {@code SameSite}, {@code Path=/}, no {@code Domain}, no {@code Max-Age} (RFC 6265bis sections
 * 4.1.2 and 4.1.3). The header is written as text, because containers differ in what they make of a
 * cookie object. A second {@code Set-Cookie} of the same name in one response replaces the first in
 * the browser (RFC 6265bis section 5.7), so the last one wins. Immutable and thread-safe.
 *
 * @param settings describe the cookie
 */
public record CookieTransport(CookieSettings settings) implements TokenTransport {

  /** What no container cuts, quotes or escapes. */
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]+");

  /** Refuses null. */
  public CookieTransport {
    requireNonNull(settings, "settings");
  }

  /**
   * Two cookies of our name are never chosen between: one of them was set by somebody else. An
   * empty value is what some clients keep of a cleared cookie, and counts as none.
   */
  @Override
  public Presented read(GatedRequest request) {
    if (request.cookies().isAmbiguous(settings.name())) {
      return new Presented.Ambiguous("ambiguous-credential-cookie");
    }
    List<String> values = request.cookies().values(settings.name());
    if (values.size() > 1) {
      return new Presented.Ambiguous("duplicate-credential-cookie");
    }
    return values.isEmpty() || values.get(0).isEmpty()
        ? new Presented.None()
        : new Presented.One(values.get(0), true);
  }

  /** Leaves the lifetime out: the cookie ends with the browser, the credential when it must. */
  @Override
  public void write(HttpServletResponse response, String credential, Duration lifetime) {
    if (!VALUE.matcher(credential).matches()) {
      throw new IllegalArgumentException("A credential has letters, digits, -, _ and . only.");
    }
    if (credential.length() > settings.longestValue()) {
      throw new IllegalStateException(
          "The credential does not fit into a cookie: name and value have "
              + (settings.name().length() + credential.length())
              + " bytes, browsers keep "
              + CookieSettings.MAX_BYTES
              + ". Put less into the token, or use the session strategy or the bearer transport.");
    }
    response.addHeader("Set-Cookie", settings.name() + "=" + credential + attributes());
  }

  @Override
  public void clear(HttpServletResponse response) {
    response.addHeader("Set-Cookie", settings.name() + "=" + attributes() + "; Max-Age=0");
  }

  private String attributes() {
    return "; Path=/"
        + (settings.allowInsecureCookie() ? "" : "; Secure")
        + "; HttpOnly; SameSite="
        + settings.sameSite().attribute();
  }
}
