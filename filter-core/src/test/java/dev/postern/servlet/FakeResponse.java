package dev.postern.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a response, and whether it is committed. */
final class FakeResponse {

  final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  boolean committed;

  final HttpServletResponse asResponse() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            FakeResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isCommitted" -> committed;
                  case "getHeader" -> of(arguments[0]).isEmpty() ? null : of(arguments[0]).get(0);
                  case "getHeaders" -> List.copyOf(of(arguments[0]));
                  case "addHeader" -> add((String) arguments[0], (String) arguments[1]);
                  case "setHeader" -> {
                    headers.remove(arguments[0]);
                    yield add((String) arguments[0], (String) arguments[1]);
                  }
                  default -> throw new AssertionError(method);
                });
  }

  List<String> of(Object name) {
    return headers.getOrDefault(name, List.of());
  }

  private Object add(String name, String value) {
    return headers.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }
}
