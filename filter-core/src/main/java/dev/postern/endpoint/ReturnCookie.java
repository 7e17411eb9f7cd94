package dev.postern.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Remembers, for ten minutes and in the browser, where it was when it was sent to the login page.
 * It is no secret and proves nothing: what comes back is checked like any other input. Immutable
 * and thread-safe.
 */
public final class ReturnCookie {

  private static final int SECONDS = 600;

  private final String name;
  private final String attributes;

  /**
   * The cookie of one app.
   *
   * @param app its name; a character that no cookie name has becomes a dash
   * @param allowInsecure for development over plain HTTP: no {@code Secure}, no {@code __Host-}
   */
  public ReturnCookie(String app, boolean allowInsecure) {
    String plain = app.replaceAll("[^A-Za-z0-9._-]", "-") + "-return";
    this.name = (allowInsecure ? "" : "__Host-") + plain;
    this.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (allowInsecure ? "" : "; Secure");
  }

  /** Remembers this request's address, if it is a GET and one to go back to. */
  void remember(HttpServletRequest request, HttpServletResponse response) {
    if (!request.getMethod().equals("GET")) {
      return;
    }
    String query = request.getQueryString();
    String address = request.getRequestURI() + (query == null ? "" : "?" + query);
    ReturnPath.of(address, ContextPath.of(request))
        .ifPresent(path -> set(response, encode(path), SECONDS));
  }

  String name() {
    return name;
  }

  /**
   * What was remembered, and forgets it.
   *
   * @param values of the cookies of this name; more than one remember nothing
   */
  Optional<ReturnPath> take(
      List<String> values, HttpServletRequest request, HttpServletResponse response) {
    if (!values.isEmpty()) {
      set(response, "", 0);
    }
    return values.size() == 1
        ? decode(values.get(0)).flatMap(text -> ReturnPath.of(text, ContextPath.of(request)))
        : Optional.empty();
  }

  private void set(HttpServletResponse response, String value, int seconds) {
    response.addHeader("Set-Cookie", name + "=" + value + "; Max-Age=" + seconds + attributes);
  }

  private static String encode(ReturnPath path) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(path.text().getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<String> decode(String value) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(value);
      return Optional.of(new String(bytes, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
