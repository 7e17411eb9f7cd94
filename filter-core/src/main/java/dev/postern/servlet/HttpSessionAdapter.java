package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import dev.postern.session.ManagedSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A live session in the form the application knows. Safe for the threads of one request. */
final class HttpSessionAdapter implements HttpSession {

  private final ManagedSession session;
  private final SessionEvents events;
  private final Runnable end;
  private final Consumer<Consumer<HttpSession>> later;
  private final Runnable writable;
  private final HttpSession shown;

  /**
   * Shows one live session.
   *
   * @param events who is told of its attributes
   * @param end ends it, confirmed by the store
   * @param later lets the application use it when this request is over
   * @param writable refuses a change that could not be saved any more
   */
  HttpSessionAdapter(
      ManagedSession session,
      SessionEvents events,
      Runnable end,
      Consumer<Consumer<HttpSession>> later,
      Runnable writable) {
    this.session = session;
    this.events = events;
    this.end = end;
    this.later = later;
    this.writable = writable;
    this.shown = NewerSession.of(this);
  }

  /** What the application is given. */
  HttpSession shown() {
    return shown;
  }

  /** Servlet 6.1 {@code getAccessor}. */
  Consumer<Consumer<HttpSession>> later() {
    valid();
    return later;
  }

  boolean shows(ManagedSession other) {
    return session == other;
  }

  void discardIfUnstored() {
    if (session.isValid() && !session.isStored()) {
      events.ended(shown, session);
      session.discard();
    }
  }

  @Override
  public long getCreationTime() {
    return valid().createdAt().toEpochMilli();
  }

  @Override
  public String getId() {
    return session.publicId().get();
  }

  @Override
  public long getLastAccessedTime() {
    return valid().lastAccessedAt().toEpochMilli();
  }

  @Override
  public ServletContext getServletContext() {
    return events.context();
  }

  /** Does nothing to a session that has ended: the specification names no exception here. */
  @Override
  public void setMaxInactiveInterval(int seconds) {
    if (session.isValid()) {
      session.setMaxInactive(Duration.ofSeconds(Math.max(seconds, 0)));
    }
  }

  @Override
  public int getMaxInactiveInterval() {
    return (int) Math.min(session.maxInactive().toSeconds(), Integer.MAX_VALUE);
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return valid().attribute(requireNonNull(name, "name"));
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return Collections.enumeration(valid().attributeNames());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    requireNonNull(name, "name");
    if (value == null) {
      removeAttribute(name);
    } else {
      var changed = writable();
      events.set(shown, name, value, () -> changed.setAttribute(name, value));
    }
  }

  @Override
  public void removeAttribute(String name) {
    requireNonNull(name, "name");
    var changed = writable();
    events.remove(shown, name, () -> changed.removeAttribute(name));
  }

  @Override
  public void invalidate() {
    valid();
    end.run();
  }

  @Override
  public boolean isNew() {
    return valid().isNew();
  }

  /** Applications keep sessions in maps; each request shows the same one by another object. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HttpSessionAdapter adapter
        && session.recordId().equals(adapter.session.recordId());
  }

  @Override
  public int hashCode() {
    return session.recordId().hashCode();
  }

  private ManagedSession writable() {
    var changed = valid();
    writable.run();
    return changed;
  }

  private ManagedSession valid() {
    if (!session.isValid()) {
      throw new IllegalStateException("The session has been invalidated.");
    }
    return session;
  }
}
