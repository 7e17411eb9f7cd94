package dev.postern.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** How a request comes to the filter. Immutable. */
public sealed interface Entry {

  /** For the first time: there is no exchange yet. */
  record First() implements Entry {}

  /**
   * Again, with our wrappers around it or inside it: FORWARD, INCLUDE, a second mapping, and ASYNC
   * on some containers. To be passed on as it is.
   */
  record Within(Exchange exchange) implements Entry {}

  /**
   * Again, but as the container's own request: ERROR, and ASYNC on other containers. To be wrapped
   * anew around the same exchange.
   */
  record Again(Exchange exchange) implements Entry {}

  /**
   * What the application is given.
   *
   * @param request with identity and session
   * @param response that commits before its first byte leaves
   */
  record Wrapped(HttpServletRequest request, HttpServletResponse response) {}
}
