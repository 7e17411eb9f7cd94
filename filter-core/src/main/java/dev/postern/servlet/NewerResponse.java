package dev.postern.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * The methods of {@link HttpServletResponse} that are newer than Servlet 6.0, against which we are
 * compiled. They are looked up in the container's own interface, so only a container that has them
 * is ever asked for them.
 */
final class NewerResponse {

  /** Servlet 6.1. The two shorter forms are defaults that call this one. */
  private static final Optional<MethodHandle> REDIRECT =
      find("sendRedirect", String.class, int.class, boolean.class);

  /** Servlet 6.2. */
  private static final Optional<MethodHandle> EARLY_HINTS = find("sendEarlyHints");

  private NewerResponse() {}

  static void sendRedirect(
      HttpServletResponse response, String location, int status, boolean clearBuffer)
      throws IOException {
    invoke(REDIRECT, response, location, status, clearBuffer);
  }

  static void sendEarlyHints(HttpServletResponse response) throws IOException {
    invoke(EARLY_HINTS, response);
  }

  private static Optional<MethodHandle> find(String name, Class<?>... parameters) {
    try {
      return Optional.of(
          MethodHandles.publicLookup()
              .findVirtual(
                  HttpServletResponse.class, name, MethodType.methodType(void.class, parameters)));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return Optional.empty();
    }
  }

  private static void invoke(Optional<MethodHandle> method, Object... arguments)
      throws IOException {
    var found =
        method.orElseThrow(
            () -> new IllegalStateException("This container's Servlet API has no such method."));
    try {
      found.invokeWithArguments(arguments);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The container threw what its interface does not name.", e);
    }
  }
}
