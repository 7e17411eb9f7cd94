package dev.postern.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the application says of its sessions, in {@code <session-config>} or by the {@link
 * ServletContext}: as defaults for our own settings where that weakens nothing, and otherwise as
 * findings. Immutable and thread-safe.
 *
 * @param idleTimeout zero for none; empty if only the container has a default
 * @param cookieName of the session cookie, without prefix
 * @param findings what is not honoured, and what is worth a second look
 */
public record SessionConfig(
    Optional<Duration> idleTimeout, Optional<String> cookieName, List<String> findings) {

  /** The name that containers have where nobody gave another. */
  private static final String CONTAINERS_NAME = "JSESSIONID";

  /** Takes a copy of the findings. */
  public SessionConfig {
    findings = List.copyOf(findings);
  }

  /**
   * To be asked when the application's own listeners and initializers have had their say.
   *
   * @param initialTimeout in minutes, before any listener of the application ran; empty if nobody
   *     looked
   * @throws IOException if a descriptor cannot be read
   */
  public static SessionConfig of(ServletContext context, Optional<Integer> initialTimeout)
      throws IOException {
    List<Map<String, String>> declared =
        Descriptors.of(context).all().map(Descriptor::sessionConfig).toList();
    // An embedded Jetty without sessions of its own has none.
    Optional<SessionCookieConfig> cookie = Optional.ofNullable(context.getSessionCookieConfig());
    Optional<Duration> idle = idle(context.getSessionTimeout(), initialTimeout, declared);
    Optional<String> name =
        cookie
            .map(SessionCookieConfig::getName)
            .filter(it -> !it.equalsIgnoreCase(CONTAINERS_NAME))
            .map(it -> it.replaceFirst("^__(Host|Secure)-", ""));
    return new SessionConfig(idle, name, findings(idle, cookie, declared));
  }

  /** None is what an embedded Jetty has of its own accord, so the application must have said it. */
  private static Optional<Duration> idle(
      int minutes, Optional<Integer> initially, List<Map<String, String>> declared) {
    boolean isSaid =
        minutes > 0
            || initially.filter(before -> before > 0).isPresent()
            || declared.stream().anyMatch(config -> config.containsKey("session-timeout"));
    return isSaid ? Optional.of(Duration.ofMinutes(Math.max(minutes, 0))) : Optional.empty();
  }

  private static List<String> findings(
      Optional<Duration> idle,
      Optional<SessionCookieConfig> cookie,
      List<Map<String, String>> declared) {
    List<String> findings = new ArrayList<>();
    if (idle.filter(Duration::isZero).isPresent()) {
      findings.add(
          "session-timeout is none: an unused session lives until session.absolute-lifetime. Set"
              + " session.idle-timeout to end it earlier.");
    }
    for (Map<String, String> config : declared) {
      refused(config, "http-only", "false", "scripts must not read the cookie", findings);
      refused(config, "secure", "false", "the cookie would travel in the clear", findings);
      refused(config, "tracking-mode", "URL", "an id in a URL leaks", findings);
      refused(config, "tracking-mode", "SSL", "the session is bound to its cookie", findings);
    }
    cookie.ifPresent(said -> ofCookie(said, findings));
    return findings;
  }

  private static void ofCookie(SessionCookieConfig cookie, List<String> findings) {
    other("domain", cookie.getDomain(), "the cookie is of this host only", findings);
    other("path", plainPath(cookie), "a __Host- cookie has the path /", findings);
    other(
        "max-age",
        cookie.getMaxAge() > 0 ? String.valueOf(cookie.getMaxAge()) : null,
        "the cookie ends with the browser, and the session by its own timeouts",
        findings);
    other(
        "SameSite",
        cookie.getAttribute("SameSite"),
        "it is what the setting cookie.same-site says",
        findings);
  }

  private static @Nullable String plainPath(SessionCookieConfig cookie) {
    return "/".equals(cookie.getPath()) ? null : cookie.getPath();
  }

  private static void refused(
      Map<String, String> config, String name, String value, String why, List<String> findings) {
    if (List.of(config.getOrDefault(name, "").toUpperCase(Locale.ROOT).split(",", -1))
        .contains(value.toUpperCase(Locale.ROOT))) {
      findings.add(line(name, value, why));
    }
  }

  private static void other(
      String name, @Nullable String value, String why, List<String> findings) {
    if (value != null && !value.isEmpty()) {
      findings.add(line(name, value, why));
    }
  }

  private static String line(String name, String value, String why) {
    return "session-config: " + name + " " + value + " is not honoured, because " + why + ".";
  }
}
