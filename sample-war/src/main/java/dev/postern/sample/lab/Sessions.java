package dev.postern.sample.lab;

import dev.postern.sample.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

/** The caller's session, where the zone has one. Thread-safe. */
final class Sessions {

  private Sessions() {}

  /**
   * The session of the caller, a new one if need be.
   *
   * @throws Problem 409 in a zone whose strategy keeps no session
   */
  static HttpSession of(HttpServletRequest request) {
    try {
      return request.getSession();
    } catch (IllegalStateException e) {
      throw new Problem(
          HttpServletResponse.SC_CONFLICT,
          "No session here",
          "This zone keeps nothing on the server. Use the session or the stateful zone.");
    }
  }
}
