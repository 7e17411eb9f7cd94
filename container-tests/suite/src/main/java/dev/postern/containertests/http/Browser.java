package dev.postern.containertests.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers cookies as a browser would, save that it ignores {@code Secure}: the tests speak plain
 * HTTP to a server on the same machine. Not thread-safe.
 */
public final class Browser {

  private final Http http;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  Browser(Http http) {
    this.http = http;
  }

  public Call get(String path) {
    return call("GET", path);
  }

  public Call post(String path) {
    return call("POST", path);
  }

  public Call call(String method, String path) {
    Call call = http.call(method, path).then(this::remember);
    cookies.forEach(call::cookie);
    return call;
  }

  public Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /** The value of the only cookie the browser holds. */
  public String onlyCookie() {
    if (cookies.size() != 1) {
      throw new AssertionError("expected one cookie, holds " + cookies.keySet());
    }
    return cookies.values().iterator().next();
  }

  private void remember(Answer answer) {
    for (SetCookie cookie : answer.setCookies()) {
      if (cookie.deletes()) {
        cookies.remove(cookie.name());
      } else {
        cookies.put(cookie.name(), cookie.value());
      }
    }
  }
}
