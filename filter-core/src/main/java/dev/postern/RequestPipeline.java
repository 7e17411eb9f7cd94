package dev.postern;

import dev.postern.servlet.Dispatches;
import dev.postern.servlet.Entry;
import dev.postern.servlet.Exchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes a request through the filter and holds what happens when something fails: nothing but a 503
 * leaves, and the application is not called by a filter that could not do its work. Thread-safe.
 */
final class RequestPipeline {

  private final FrontDoor frontDoor;
  private final Dispatches dispatches;
  private final Outages outages;
  private final Revocation revocation;

  RequestPipeline(
      FrontDoor frontDoor, Dispatches dispatches, Outages outages, Revocation revocation) {
    this.frontDoor = frontDoor;
    this.dispatches = dispatches;
    this.outages = outages;
    this.revocation = revocation;
  }

  void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Entry entry = dispatches.entryOf(request);
    if (entry instanceof Entry.Again again) {
      serve(again.exchange(), request, response, chain);
      return;
    }
    HttpServletRequest asked =
        entry instanceof Entry.Within ? request : frontDoor.keepingBody(request);
    Admission admission = admit(entry, asked, response);
    if (admission instanceof Admission.Serve serve) {
      serve(serve.exchange(), asked, response, chain);
    } else if (admission instanceof Admission.PassOn) {
      passOn(entry, request, response, chain);
    }
  }

  /**
   * A forward ends the answer inside the container on some of them, so what it changed is saved
   * here and not only when the outer pass is over.
   */
  private void passOn(
      Entry entry, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      if (entry instanceof Entry.Within within) {
        leave(request, within.exchange());
      }
    }
  }

  /** Some containers keep our wrappers around an asynchronous request: that is its last pass. */
  private void leave(HttpServletRequest request, Exchange exchange) {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      dispatches.finish(request, exchange);
    } else {
      dispatches.leave(request, exchange);
    }
  }

  /** Fails closed: whatever goes wrong here, the application is not called (CVE-2024-52316). */
  private Admission admit(Entry entry, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      return entry instanceof Entry.Within within
          ? frontDoor.admitAgain(within.exchange(), request, response)
          : frontDoor.admit(request, response);
    } catch (RuntimeException e) {
      outages.answer(request, response, e);
    }
    return new Admission.Answered();
  }

  private void serve(
      Exchange exchange,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    Exchanges.remember(request, exchange);
    revocation.leaveOn(request);
    Entry.Wrapped wrapped = dispatches.wrap(request, response, exchange);
    try {
      callAndCommit(wrapped, exchange, chain);
    } catch (IOException | ServletException | RuntimeException e) {
      if (!outages.answerIfOurs(request, response, exchange, e)) {
        throw e;
      }
    }
  }

  private void callAndCommit(Entry.Wrapped wrapped, Exchange exchange, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(wrapped.request(), wrapped.response());
    } finally {
      dispatches.finish(wrapped.request(), exchange);
    }
  }
}
