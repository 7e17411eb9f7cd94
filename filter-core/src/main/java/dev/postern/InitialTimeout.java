package dev.postern;

import jakarta.servlet.ServletContext;
import java.util.Optional;

/**
 * The session timeout of an application before any of its listeners ran. It tells a container's own
 * "none" from one that the application asked for. Immutable and thread-safe.
 *
 * @param minutes as {@link ServletContext#getSessionTimeout()} has it; empty if nobody looked then
 */
record InitialTimeout(Optional<Integer> minutes) {

  static void keep(ServletContext context) {
    Shared.in(
        context,
        InitialTimeout.class,
        () -> new InitialTimeout(Optional.of(context.getSessionTimeout())));
  }

  static InitialTimeout in(ServletContext context) {
    return Shared.in(context, InitialTimeout.class, () -> new InitialTimeout(Optional.empty()));
  }
}
