package dev.postern.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Commits an exchange when nobody above can answer for a failure any more. Safe for the threads of
 * one request.
 */
final class AsyncCommit implements Runnable {

  private static final System.Logger LOG = System.getLogger(AsyncCommit.class.getName());

  private final Exchange exchange;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Outage outage;

  AsyncCommit(
      Exchange exchange, HttpServletRequest request, HttpServletResponse response, Outage outage) {
    this.exchange = exchange;
    this.request = request;
    this.response = response;
    this.outage = outage;
  }

  @Override
  public void run() {
    try {
      exchange.commit();
    } catch (RuntimeException e) {
      exchange.abandon();
      if (response.isCommitted()) {
        LOG.log(
            System.Logger.Level.ERROR, "event=changes-lost reason=store-failed-after-commit", e);
      } else {
        outage.answer(request, response, e);
      }
    }
  }
}
