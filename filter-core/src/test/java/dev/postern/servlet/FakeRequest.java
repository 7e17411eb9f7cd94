package dev.postern.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;

/** A container's request of which only the current exchange is asked for. */
final class FakeRequest {

  private final Exchange exchange;

  FakeRequest(Exchange exchange) {
    this.exchange = exchange;
  }

  HttpServletRequest asRequest() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAttribute" ->
                      Exchange.isCurrentName((String) arguments[0]) ? exchange : null;
                  case "getHeader" -> null;
                  case "getRemoteAddr" -> "192.0.2.7";
                  default -> throw new AssertionError(method);
                });
  }
}
