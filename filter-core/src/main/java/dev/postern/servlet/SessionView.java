package dev.postern.servlet;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one {@link HttpSession} object per live session that every wrapper of one exchange hands out,
 * and which session the client asked for. Guarded by the exchange's lock.
 */
final class SessionView {

  private final Exchange exchange;
  private final SessionEvents events;
  private Optional<Supplier<String>> requestedId = Optional.empty();
  private @Nullable HttpSessionAdapter adapter;

  SessionView(Exchange exchange, SessionEvents events) {
    this.exchange = exchange;
    this.events = events;
  }

  /** Remembers which id the client asked for, before the application can change it. */
  void arrivedWith(Optional<Supplier<String>> publicId) {
    requestedId = publicId;
  }

  Optional<HttpSession> current() {
    synchronized (exchange) {
      return live().map(session -> adapt(session).shown());
    }
  }

  HttpSession open() {
    synchronized (exchange) {
      return current().orElseGet(() -> begin());
    }
  }

  String changeId() {
    synchronized (exchange) {
      var session =
          live().orElseThrow(() -> new IllegalStateException("This request has no session."));
      requireUncommitted("The session id cannot change");
      var shown = adapt(session);
      var oldId = shown.getId();
      session.renewId();
      events.idChanged(shown.shown(), oldId);
      return shown.getId();
    }
  }

  /** Compare-and-set of one attribute, at once; listeners hear of it when it is done. */
  boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    synchronized (exchange) {
      if (expected == null && value != null) {
        open();
      } else if (live().isEmpty()) {
        return expected == null;
      }
      boolean replaced = exchange.caller().replaceAttribute(name, expected, value);
      if (replaced) {
        live().ifPresent(session -> events.replaced(adapt(session).shown(), name, expected, value));
      }
      return replaced;
    }
  }

  /** Makes this identity the caller's, and tells what that did to the session. */
  void login(Identity identity, Device device) {
    synchronized (exchange) {
      var before = live();
      var oldId = before.map(ManagedSession::publicId);
      exchange.caller().login(identity, device);
      live()
          .ifPresent(
              session -> {
                var shown = adapt(session);
                if (before.filter(shown::shows).isPresent()) {
                  events.idChanged(shown.shown(), oldId.orElseThrow().get());
                }
              });
    }
  }

  /**
   * The request is over. A session that was not stored, because there is nothing in it, is over
   * too: no client knows of it, so nobody can ever come back to it.
   */
  void over() {
    synchronized (exchange) {
      if (adapter != null) {
        adapter.discardIfUnstored();
      }
    }
  }

  Optional<String> requestedId() {
    synchronized (exchange) {
      exchange.caller();
      return requestedId.map(Supplier::get);
    }
  }

  boolean isRequestedIdValid() {
    synchronized (exchange) {
      var current = live().map(session -> session.publicId().get());
      return current.isPresent() && current.equals(requestedId());
    }
  }

  private Optional<ManagedSession> live() {
    return exchange.caller().session().filter(ManagedSession::isValid);
  }

  private HttpSession begin() {
    requireUncommitted("A session cannot begin");
    return adapt(exchange.caller().openSession()).shown();
  }

  /** A session that began with this request is announced when it is first handed out. */
  private HttpSessionAdapter adapt(ManagedSession session) {
    var shown = adapter;
    if (shown == null || !shown.shows(session)) {
      shown =
          new HttpSessionAdapter(
              session,
              events,
              exchange::logout,
              new LaterAccess(exchange.caller(), session, events),
              () -> requireWritable(session));
      adapter = shown;
      session.watch(new ActivationEvents(shown.shown()));
      if (session.isNew()) {
        events.created(shown.shown());
      }
    }
    return shown;
  }

  private void requireWritable(ManagedSession session) {
    if (session.isCarried()) {
      requireUncommitted("A session that the client carries cannot change");
    }
  }

  private void requireUncommitted(String what) {
    if (exchange.isCommitted()) {
      throw new IllegalStateException(
          what + " after the response is committed, because the client could not be told.");
    }
  }
}
