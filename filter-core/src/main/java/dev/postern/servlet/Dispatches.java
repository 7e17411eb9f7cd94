package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Recognises the dispatches of one request and wraps what the application is given. One per filter
 * instance, each with attribute names of its own, so that filters of our kind can stand in one
 * chain. Immutable and thread-safe.
 */
public final class Dispatches {

  private static final AtomicLong INSTANCES = new AtomicLong();

  private final PasswordLogins logins;
  private final Challenge challenge;
  private final Outage outage;

  /** Kept by the container's request, so that it survives to the next raw one. */
  private final String exchangeName;

  /** Answered by our wrapper only, through any wrapper around it. */
  private final String withinName;

  /** Takes what the wrapped request needs from the filter. */
  public Dispatches(PasswordLogins logins, Challenge challenge, Outage outage) {
    this.logins = requireNonNull(logins, "logins");
    this.challenge = requireNonNull(challenge, "challenge");
    this.outage = requireNonNull(outage, "outage");
    var instance = Dispatches.class.getName() + "." + INSTANCES.incrementAndGet();
    this.exchangeName = instance + ".exchange";
    this.withinName = instance + ".within";
  }

  /** How this request comes. */
  public Entry entryOf(HttpServletRequest request) {
    if (request.getAttribute(withinName) instanceof Exchange exchange) {
      return new Entry.Within(exchange);
    }
    if (request.getAttribute(exchangeName) instanceof Exchange exchange) {
      return new Entry.Again(exchange);
    }
    return new Entry.First();
  }

  /** Wraps a first or a raw request around its exchange, which later dispatches then find. */
  public Entry.Wrapped wrap(
      HttpServletRequest request, HttpServletResponse response, Exchange exchange) {
    request.setAttribute(exchangeName, exchange);
    var committing = new OnCommitResponseWrapper(response, exchange::commit);
    var identified = new IdentityRequestWrapper(request, exchange, logins, challenge);
    var sessioned = new SessionRequestWrapper(identified, exchange);
    var dispatching =
        new DispatchRequestWrapper(sessioned, committing, exchange, withinName, outage);
    return new Entry.Wrapped(dispatching, committing);
  }

  /**
   * Ends the outermost pass, in {@code finally}: as {@link #leave}, and unless an asynchronous life
   * has begun the request is over. An error page that the container still shows begins anew.
   *
   * @throws dev.postern.store.StoreException if something could not be saved, now or earlier in
   *     this request
   */
  public void finish(HttpServletRequest request, Exchange exchange) {
    try {
      leave(request, exchange);
    } finally {
      if (!request.isAsyncStarted()) {
        exchange.over();
      }
    }
  }

  /**
   * Ends one pass through the filter, in {@code finally}: commits, unless an asynchronous life has
   * begun, which commits when it ends, or this is an include, which cannot set headers.
   *
   * @throws dev.postern.store.StoreException if something could not be saved, now or earlier in
   *     this request
   */
  public void leave(HttpServletRequest request, Exchange exchange) {
    if (!request.isAsyncStarted() && request.getDispatcherType() != DispatcherType.INCLUDE) {
      exchange.commit();
    }
  }
}
