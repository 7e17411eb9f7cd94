package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** A request whose session is Postern's. The container's own session is never begun. */
final class SessionRequestWrapper extends HttpServletRequestWrapper {

  private final Exchange exchange;

  SessionRequestWrapper(HttpServletRequest request, Exchange exchange) {
    super(request);
    this.exchange = requireNonNull(exchange, "exchange");
  }

  @Override
  public HttpSession getSession() {
    return exchange.sessions().open();
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return create ? getSession() : exchange.sessions().current().orElse(null);
  }

  @Override
  public String changeSessionId() {
    return exchange.sessions().changeId();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return exchange.sessions().requestedId().orElse(null);
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return exchange.sessions().isRequestedIdValid();
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    return exchange.sessionFromCookie() && getRequestedSessionId() != null;
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    return false;
  }
}
