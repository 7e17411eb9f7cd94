package dev.postern.servlet;

import dev.postern.identity.Identity;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

/** Checks a password for {@link HttpServletRequest#login}, throttled. Thread-safe. */
@FunctionalInterface
public interface PasswordLogins {

  /**
   * Who this is.
   *
   * @param original the request as the filter was given it
   * @throws ServletException if the password is wrong, or there were too many attempts
   */
  Identity login(HttpServletRequest original, String username, String password)
      throws ServletException;
}
