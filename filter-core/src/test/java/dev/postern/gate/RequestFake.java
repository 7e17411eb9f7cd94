package dev.postern.gate;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a container would show it, for tests of whoever reads raw requests. */
public final class RequestFake {

  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private final String uri;
  private String context = "";
  private String method = "GET";
  private String servletPath;
  private @Nullable String pathInfo;

  private RequestFake(String uri) {
    this.uri = uri;
    this.servletPath = uri;
  }

  /** A GET of this raw path in the root context, which the container decoded to the same text. */
  public static RequestFake of(String uri) {
    return new RequestFake(uri);
  }

  /** What the container makes of the raw path. */
  public RequestFake seenAs(
      String newContext, String newServletPath, @Nullable String newPathInfo) {
    context = newContext;
    servletPath = newServletPath;
    pathInfo = newPathInfo;
    return this;
  }

  /** The same with another method. */
  public RequestFake method(String newMethod) {
    method = newMethod;
    return this;
  }

  /** The same with one header more. */
  public RequestFake header(String name, String value) {
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), unused -> new ArrayList<>()).add(value);
    return this;
  }

  /** The gate's reading of it. */
  public GatedRequest gated() {
    if (new RequestGate().inspect(request()) instanceof GateResult.Passed passed) {
      return passed.request();
    }
    throw new AssertionError("refused");
  }

  /** The servlet request; methods that nobody should need answer null. */
  public HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestFake.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) -> answer(called.getName(), arguments));
  }

  private @Nullable Object answer(String called, Object @Nullable [] arguments) {
    return switch (called) {
      case "getRequestURI" -> uri;
      case "getContextPath" -> context;
      case "getServletPath" -> servletPath;
      case "getPathInfo" -> pathInfo;
      case "getMethod" -> method;
      case "getHeaders" -> Collections.enumeration(values(requireNonNull(arguments)));
      case "getHeader" -> values(requireNonNull(arguments)).stream().findFirst().orElse(null);
      case "getServerName" -> "fallback.example";
      case "getServerPort" -> 8443;
      case "getRemoteAddr" -> "192.0.2.1";
      default -> throw new UnsupportedOperationException(called);
    };
  }

  private List<String> values(Object[] arguments) {
    return headers.getOrDefault(arguments[0].toString().toLowerCase(Locale.ROOT), List.of());
  }
}
