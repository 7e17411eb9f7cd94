package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import dev.postern.session.EndObserver;
import dev.postern.session.ManagedSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the listeners of one web application, and the values in its sessions, are told. Containers
 * tell them of their own sessions only. The order of events is Tomcat's. Thread-safe.
 */
public final class SessionEvents implements EndObserver {

  private final ServletContext context;
  private final SessionListeners listeners;
  private final Clock clock;

  /** Whether a value may want to know that it leaves; known types, and what was seen since. */
  private volatile boolean hasBindingValues;

  /**
   * The events of one application.
   *
   * @param context whose sessions they are
   * @param hasBindingValues whether the application has a class that is a {@link
   *     HttpSessionBindingListener}; then an old value is read when it is replaced or removed
   * @param clock for what happens outside requests
   */
  public SessionEvents(
      ServletContext context, SessionListeners listeners, boolean hasBindingValues, Clock clock) {
    this.context = requireNonNull(context, "context");
    this.listeners = requireNonNull(listeners, "listeners");
    this.hasBindingValues = hasBindingValues;
    this.clock = requireNonNull(clock, "clock");
  }

  /** The time of an access outside any request. */
  Instant now() {
    return clock.instant();
  }

  ServletContext context() {
    return context;
  }

  void created(HttpSession session) {
    listeners.created(session);
  }

  void idChanged(HttpSession session, String oldId) {
    listeners.idChanged(session, oldId);
  }

  /**
   * Around the setting of an attribute. A value hears of it before it is there, and the same object
   * set once more is not bound again.
   *
   * @param set does it, and may refuse
   */
  void set(HttpSession session, String name, Object value, Runnable set) {
    @Nullable Object old = oldValue(session, name);
    bound(session, name, value, old);
    try {
      set.run();
    } catch (RuntimeException refused) {
      unbound(session, name, value, old);
      throw refused;
    }
    unbound(session, name, old, value);
    if (old == null) {
      listeners.added(new HttpSessionBindingEvent(session, name, value));
    } else {
      listeners.replaced(new HttpSessionBindingEvent(session, name, old));
    }
  }

  /** Around the removal of an attribute. */
  void remove(HttpSession session, String name, Runnable remove) {
    @Nullable Object old = oldValue(session, name);
    remove.run();
    removed(session, name, old);
  }

  /** An attribute has got another value, at once and in the store; null is no value. */
  void replaced(HttpSession session, String name, @Nullable Object old, @Nullable Object value) {
    if (value == null) {
      removed(session, name, old);
      return;
    }
    bound(session, name, value, old);
    unbound(session, name, old, value);
    if (old == null) {
      listeners.added(new HttpSessionBindingEvent(session, name, value));
    } else {
      listeners.replaced(new HttpSessionBindingEvent(session, name, old));
    }
  }

  /** Whether a listener or a value may want to know. */
  @Override
  public boolean isInterested() {
    return listeners.wantSessions() || listeners.wantAttributes() || hasBindingValues;
  }

  /** The session is over for everybody; those who are told can read it, and end nothing by it. */
  @Override
  public void ended(ManagedSession session) {
    var shown =
        new HttpSessionAdapter(session, this, () -> {}, SessionEvents::refuse, () -> {}).shown();
    session.watch(new ActivationEvents(shown));
    ended(shown, session);
  }

  /** The session can be read while listeners hear of its end; then its values leave it. */
  void ended(HttpSession shown, ManagedSession session) {
    listeners.destroyed(shown);
    Map<String, Object> leaving = attributes(session);
    session.invalidate();
    leaving.forEach((name, value) -> removed(shown, name, value));
  }

  private static void refuse(Consumer<HttpSession> later) {
    throw new IllegalStateException("The session has ended.");
  }

  private Map<String, Object> attributes(ManagedSession session) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (hasBindingValues || listeners.wantAttributes()) {
      for (String name : session.attributeNames()) {
        Object value = session.attribute(name);
        if (value != null) {
          attributes.put(name, value);
        }
      }
    }
    return attributes;
  }

  private void removed(HttpSession session, String name, @Nullable Object old) {
    unbound(session, name, old, null);
    if (old != null) {
      listeners.removed(new HttpSessionBindingEvent(session, name, old));
    }
  }

  private void bound(HttpSession session, String name, Object value, @Nullable Object old) {
    if (value instanceof HttpSessionBindingListener listener) {
      hasBindingValues = true;
      if (value != old) {
        var event = new HttpSessionBindingEvent(session, name, value);
        SessionListeners.tell(listener, told -> told.valueBound(event));
      }
    }
  }

  private static void unbound(
      HttpSession session, String name, @Nullable Object leaving, @Nullable Object staying) {
    if (leaving != staying && leaving instanceof HttpSessionBindingListener listener) {
      var event = new HttpSessionBindingEvent(session, name, leaving);
      SessionListeners.tell(listener, told -> told.valueUnbound(event));
    }
  }

  /** Not read unless somebody is told of it: it may have to be decoded, or even fetched. */
  private @Nullable Object oldValue(HttpSession session, String name) {
    return hasBindingValues || listeners.wantAttributes() ? session.getAttribute(name) : null;
  }
}
