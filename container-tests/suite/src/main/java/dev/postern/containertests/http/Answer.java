package dev.postern.containertests.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** What came back. Immutable. */
public record Answer(int status, List<Map.Entry<String, String>> headers, String body) {

  public List<String> headers(String name) {
    return headers.stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The header's only value; empty if absent, an error if sent twice. */
  public Optional<String> header(String name) {
    List<String> values = headers(name);
    if (values.size() > 1) {
      throw new AssertionError(name + " was sent " + values.size() + " times");
    }
    return values.stream().findFirst();
  }

  public List<SetCookie> setCookies() {
    return headers("Set-Cookie").stream().map(SetCookie::parse).toList();
  }

  /** The only cookie set by this answer. */
  public SetCookie setCookie() {
    List<SetCookie> cookies = setCookies();
    if (cookies.size() != 1) {
      throw new AssertionError("expected one cookie, got " + cookies + " with " + status);
    }
    return cookies.get(0);
  }

  public Map<String, Object> json() {
    try {
      return JsonUtil.parseJson(body);
    } catch (JoseException e) {
      throw new AssertionError("no JSON in the answer " + status + ": " + body, e);
    }
  }

  public String text(String member) {
    return String.valueOf(json().get(member));
  }
}
