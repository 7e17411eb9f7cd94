package dev.postern.servlet;

import dev.postern.session.ManagedSession;
import dev.postern.strategy.Caller;
import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;

/**
 * Looks at a session when the request is over that knew it (Servlet 6.1 {@code
 * HttpSession.Accessor}): as in a request of its own it is found, used and saved. Immutable and
 * thread-safe.
 *
 * @param caller of the request
 * @param session as that request knew it
 * @param events who is told of what changes
 */
record LaterAccess(Caller caller, ManagedSession session, SessionEvents events)
    implements Consumer<Consumer<HttpSession>> {

  /**
   * Lets the application use it.
   *
   * @throws IllegalStateException if the session has ended
   */
  @Override
  public void accept(Consumer<HttpSession> application) {
    var later =
        caller
            .reopen(session, events.now())
            .orElseThrow(() -> new IllegalStateException("The session has ended."));
    later.session().ifPresent(found -> use(later, found, application));
  }

  private void use(Caller later, ManagedSession found, Consumer<HttpSession> application) {
    var shown =
        new HttpSessionAdapter(
            found, events, later::logout, new LaterAccess(later, found, events), () -> {});
    found.watch(new ActivationEvents(shown.shown()));
    try {
      application.accept(shown.shown());
    } finally {
      later.commit();
    }
  }
}
