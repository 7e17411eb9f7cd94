package dev.postern.servlet;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.EventListener;
import java.util.List;
import java.util.function.Consumer;

/**
 * The session listeners of one web application, in the order of their declaration. One that throws
 * is logged, and neither the others nor the request suffer. Immutable; thread-safe as far as the
 * listeners are.
 */
public final class SessionListeners {

  private static final System.Logger LOG = System.getLogger(SessionListeners.class.getName());

  private final List<HttpSessionListener> ofSessions;
  private final List<HttpSessionAttributeListener> ofAttributes;
  private final List<HttpSessionIdListener> ofIds;

  /** Takes those that want to hear of sessions; the others are left out. */
  public SessionListeners(Collection<? extends EventListener> declared) {
    this.ofSessions = ofKind(HttpSessionListener.class, declared);
    this.ofAttributes = ofKind(HttpSessionAttributeListener.class, declared);
    this.ofIds = ofKind(HttpSessionIdListener.class, declared);
  }

  /** How many listeners there are of sessions, attributes and ids; an object may count thrice. */
  public int size() {
    return ofSessions.size() + ofAttributes.size() + ofIds.size();
  }

  boolean wantSessions() {
    return !ofSessions.isEmpty();
  }

  boolean wantAttributes() {
    return !ofAttributes.isEmpty();
  }

  void created(HttpSession session) {
    var event = new HttpSessionEvent(session);
    ofSessions.forEach(listener -> tell(listener, told -> told.sessionCreated(event)));
  }

  /** The last declared hears it first (Servlet 6.0 section 11.3.4). */
  void destroyed(HttpSession session) {
    var event = new HttpSessionEvent(session);
    for (int n = ofSessions.size() - 1; n >= 0; n--) {
      tell(ofSessions.get(n), told -> told.sessionDestroyed(event));
    }
  }

  void idChanged(HttpSession session, String oldId) {
    var event = new HttpSessionEvent(session);
    ofIds.forEach(listener -> tell(listener, told -> told.sessionIdChanged(event, oldId)));
  }

  void added(HttpSessionBindingEvent event) {
    ofAttributes.forEach(listener -> tell(listener, told -> told.attributeAdded(event)));
  }

  void replaced(HttpSessionBindingEvent event) {
    ofAttributes.forEach(listener -> tell(listener, told -> told.attributeReplaced(event)));
  }

  void removed(HttpSessionBindingEvent event) {
    ofAttributes.forEach(listener -> tell(listener, told -> told.attributeRemoved(event)));
  }

  /** Tells a listener, or a value that is one. */
  static <T> void tell(T listener, Consumer<T> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      LOG.log(Level.ERROR, "event=listener-failed class=" + listener.getClass().getName(), e);
    }
  }

  private static <T> List<T> ofKind(Class<T> kind, Collection<? extends EventListener> declared) {
    return declared.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
