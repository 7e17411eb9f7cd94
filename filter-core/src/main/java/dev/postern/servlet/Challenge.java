package dev.postern.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Asks a caller to log in, in the form this caller understands. Thread-safe. */
@FunctionalInterface
public interface Challenge {

  /** Writes the 401, or the redirect to the login page. */
  void send(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException;
}
