package dev.postern.servlet;

import dev.postern.session.ManagedSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one {@link HttpSession} object per live session that every wrapper of one exchange hands out,
 * and which session the client asked for. Guarded by the exchange's lock.
 */
final class SessionView {

  private final Exchange exchange;
  private Optional<String> requestedId = Optional.empty();
  private @Nullable HttpSessionAdapter adapter;

  SessionView(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Remembers which id the client asked for, before the application can change it. */
  void arrivedWith(Optional<String> publicId) {
    requestedId = publicId;
  }

  Optional<HttpSession> current(ServletContext context) {
    synchronized (exchange) {
      return live().map(session -> adapt(session, context));
    }
  }

  HttpSession open(ServletContext context) {
    synchronized (exchange) {
      return current(context).orElseGet(() -> begin(context));
    }
  }

  String changeId(ServletContext context) {
    synchronized (exchange) {
      var session =
          live().orElseThrow(() -> new IllegalStateException("This request has no session."));
      requireUncommitted("The session id cannot change");
      session.renewId();
      return adapt(session, context).getId();
    }
  }

  Optional<String> requestedId() {
    synchronized (exchange) {
      exchange.caller();
      return requestedId;
    }
  }

  boolean isRequestedIdValid() {
    synchronized (exchange) {
      var current = live().map(PublicSessionId::of);
      return current.isPresent() && current.equals(requestedId);
    }
  }

  private Optional<ManagedSession> live() {
    return exchange.caller().session().filter(ManagedSession::isValid);
  }

  private HttpSession begin(ServletContext context) {
    requireUncommitted("A session cannot begin");
    return adapt(exchange.caller().openSession(), context);
  }

  private HttpSessionAdapter adapt(ManagedSession session, ServletContext context) {
    if (adapter == null || !adapter.shows(session)) {
      adapter = new HttpSessionAdapter(session, context, exchange::logout);
    }
    return adapter;
  }

  private void requireUncommitted(String what) {
    if (exchange.isCommitted()) {
      throw new IllegalStateException(
          what + " after the response is committed, because the client could not be told.");
    }
  }
}
