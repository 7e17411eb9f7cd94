package dev.postern.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;

/** A container's request of which only the context and the current exchange are asked for. */
final class FakeRequest {

  private final ServletContext context;
  private final Exchange exchange;

  FakeRequest(ServletContext context, Exchange exchange) {
    this.context = context;
    this.exchange = exchange;
  }

  HttpServletRequest asRequest() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getServletContext" -> context;
                  case "getAttribute" ->
                      Exchange.isCurrentName((String) arguments[0]) ? exchange : null;
                  default -> throw new AssertionError(method);
                });
  }
}
