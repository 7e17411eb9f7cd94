package dev.postern.endpoint;

import dev.postern.gate.GateResult;
import dev.postern.gate.GatedRequest;
import dev.postern.gate.RequestGate;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As much of a request as these tests ask for; asking for more fails the test. */
final class FakeRequest {

  private final String method;
  private final String path;
  private String contextPath = "/parcels";
  private Optional<String> clientsContextPath = Optional.empty();
  private Optional<String> query = Optional.empty();
  private byte[] body = new byte[0];
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private final Map<String, List<String>> parameters = new LinkedHashMap<>();
  private final FakeRealm realm = new FakeRealm();

  private FakeRequest(String method, String path) {
    this.method = method;
    this.path = path;
  }

  static FakeRequest get(String path) {
    return new FakeRequest("GET", path);
  }

  static FakeRequest of(String method, String path) {
    return new FakeRequest(method, path);
  }

  static FakeRequest form(String path, String username, String password) {
    return of("POST", path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .parameter("username", username)
        .parameter("password", password);
  }

  static FakeRequest json(String path, String body) {
    return of("POST", path).header("Content-Type", "application/json").body(body);
  }

  FakeRequest fromBrowser() {
    return header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .header("Sec-Fetch-Mode", "navigate");
  }

  FakeRequest header(String name, String value) {
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(value);
    return this;
  }

  FakeRequest parameter(String name, String value) {
    parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    return this;
  }

  FakeRequest query(String text) {
    query = Optional.of(text);
    return this;
  }

  FakeRequest body(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  FakeRequest inContext(String newContextPath) {
    contextPath = newContextPath;
    return this;
  }

  FakeRequest spelledByClient(String otherContextPath) {
    clientsContextPath = Optional.of(otherContextPath);
    return this;
  }

  /** What the gate makes of it. */
  GatedRequest gated() {
    return ((GateResult.Passed) new RequestGate().inspect(build())).request();
  }

  FakeRealm realm() {
    return realm;
  }

  HttpServletRequest build() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, args) -> answer(called.getName(), args == null ? new Object[0] : args));
  }

  private @Nullable Object answer(String called, Object[] args) throws ServletException {
    return switch (called) {
      case "getMethod" -> method;
      case "getServletPath" -> path;
      case "getPathInfo", "getCharacterEncoding" -> null;
      case "setCharacterEncoding" -> null;
      case "getRequestURI" -> contextPath + path;
      case "getContextPath" -> clientsContextPath.orElse(contextPath);
      case "getServletContext" -> context();
      case "getQueryString" -> query.orElse(null);
      case "getRemoteAddr" -> "192.0.2.7";
      case "getContentType" -> first("content-type");
      case "getContentLengthLong" -> (long) body.length;
      case "getInputStream" -> new FakeInputStream(new ByteArrayInputStream(body));
      case "getHeader" -> first(String.valueOf(args[0]).toLowerCase(Locale.ROOT));
      case "getHeaders" ->
          Collections.enumeration(
              headers.getOrDefault(String.valueOf(args[0]).toLowerCase(Locale.ROOT), List.of()));
      case "getParameterValues" -> parameterValues(String.valueOf(args[0]));
      default -> realm.answer(called, args);
    };
  }

  private String @Nullable [] parameterValues(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.toArray(String[]::new);
  }

  private @Nullable String first(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.get(0);
  }

  private @Nullable Object context() {
    return Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {ServletContext.class},
        (proxy, called, args) -> {
          if (called.getName().equals("getContextPath")) {
            return contextPath;
          }
          throw new UnsupportedOperationException(called.getName());
        });
  }
}
