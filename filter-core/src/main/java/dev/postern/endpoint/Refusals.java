package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes every refusal of the filter, in the form the caller can use: a problem body (RFC 9457) for
 * programs; for a browser that goes to a page, a small page, or a redirect to the login form if a
 * login is all that is missing. The form's page is told what kind of login it has to be, as an
 * authorization server would be (OpenID Connect Core section 3.1.2.1). Drops what stands in the
 * buffer. Immutable and thread-safe.
 */
public final class Refusals {

  private static final String CHALLENGE = "WWW-Authenticate";

  private final AuthenticateHeader challenge;
  private final LoginSettings login;
  private final ReturnCookie returnCookie;

  /**
   * The refusals of one filter.
   *
   * @param challenge stands in every 401
   * @param login names the login page, if there is one
   * @param returnCookie remembers where a browser was
   */
  public Refusals(AuthenticateHeader challenge, LoginSettings login, ReturnCookie returnCookie) {
    this.challenge = requireNonNull(challenge, "challenge");
    this.login = requireNonNull(login, "login");
    this.returnCookie = requireNonNull(returnCookie, "returnCookie");
  }

  /**
   * Answers the request.
   *
   * @param response not committed
   * @throws IOException if the client is gone
   */
  public void send(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer.begin(response);
    if (refusal.isForWantOfLogin() && leadsToLogin(request)) {
      returnCookie.remember(request, response);
      Answer.seeOther(response, ContextPath.of(request) + loginPage(refusal));
    } else {
      refuse(refusal, request, response);
    }
  }

  private void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(refusal.status());
    refusal.headers().forEach(response::setHeader);
    List<String> asked = challenge.of(refusal);
    asked.stream().limit(1).forEach(first -> response.setHeader(CHALLENGE, first));
    asked.stream().skip(1).forEach(next -> response.addHeader(CHALLENGE, next));
    if (Audience.wantsPage(request)) {
      Answer.body(request, response, "text/html;charset=utf-8", page(refusal));
    } else {
      Answer.body(request, response, "application/problem+json", problem(refusal));
    }
  }

  /** A login page that is itself refused must not redirect to itself for ever. */
  private boolean leadsToLogin(HttpServletRequest request) {
    String pathInfo = request.getPathInfo();
    String path = request.getServletPath() + (pathInfo == null ? "" : pathInfo);
    return Audience.isNavigation(request)
        && login.page().filter(page -> !page.equals(path)).isPresent();
  }

  private String loginPage(Refusal refusal) {
    String query =
        refusal.needed().entrySet().stream()
            .map(needed -> needed.getKey() + "=" + encoded(needed.getValue()))
            .collect(Collectors.joining("&"));
    return login.page().orElseThrow() + (query.isEmpty() ? "" : "?" + query);
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
  }

  private static String problem(Refusal refusal) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", refusal.type());
    members.put("title", refusal.title());
    members.put("status", refusal.status());
    members.putAll(refusal.needed());
    // Libraries look for it where they ask for tokens (RFC 9449 section 8).
    refusal.error().filter(BearerError::isOfProof).ifPresent(e -> members.put("error", e.code()));
    return Json.write(members);
  }

  private static String page(Refusal refusal) {
    return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\"><title>"
        + refusal.title()
        + "</title></head><body><h1>"
        + refusal.title()
        + "</h1><p>"
        + refusal.sentence()
        + "</p></body></html>";
  }
}
