package dev.postern;

import dev.postern.bridge.ContainerListeners;
import dev.postern.config.ConfigurationException;
import dev.postern.servlet.OwnListeners;
import dev.postern.servlet.SessionEvents;
import dev.postern.servlet.SessionListeners;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;

/** Finds who wants to hear of an application's sessions. Stateless and thread-safe. */
final class DeclaredListeners {

  private static final System.Logger LOG = System.getLogger(DeclaredListeners.class.getName());

  private DeclaredListeners() {}

  /**
   * The events of this application; found for the first filter that asks, when all listeners are
   * declared.
   */
  static SessionEvents in(ServletContext context, Clock clock) {
    return Shared.in(context, SessionEvents.class, () -> find(context, clock));
  }

  private static SessionEvents find(ServletContext context, Clock clock) {
    FoundTypes types = FoundTypes.in(context);
    Optional<List<EventListener>> containers = ContainerListeners.find(context);
    SessionListeners listeners =
        new SessionListeners(containers.orElseGet(() -> own(context, types)));
    LOG.log(
        Level.INFO,
        "event=session-listeners count="
            + listeners.size()
            + (containers.isPresent()
                ? " instances=container"
                : " instances=own message=\"this container does not show its listeners: the classes"
                    + " of web.xml and @WebListener have objects of their own for session events, and"
                    + " those of addListener hear of none\""));
    return new SessionEvents(context, listeners, types.mayBind(), clock);
  }

  private static List<EventListener> own(ServletContext context, FoundTypes types) {
    try {
      return OwnListeners.make(context, types.webListeners());
    } catch (IOException e) {
      throw new ConfigurationException(
          "web.xml: cannot be read. Correct it. (" + e.getMessage() + ")");
    }
  }
}
