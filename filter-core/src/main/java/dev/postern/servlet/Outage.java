package dev.postern.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Answers 503 where the filter's own {@code doFilter} is over already. Thread-safe. */
@FunctionalInterface
public interface Outage {

  /**
   * Resets the response, which is not committed, and makes it the 503.
   *
   * @param response as the filter was given it
   */
  void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException cause);
}
