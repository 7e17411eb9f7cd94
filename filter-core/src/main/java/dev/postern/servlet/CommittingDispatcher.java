package dev.postern.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** A dispatcher that commits the exchange while headers can still be set. Thread-safe. */
final class CommittingDispatcher implements RequestDispatcher {

  private final RequestDispatcher dispatcher;
  private final Exchange exchange;

  CommittingDispatcher(RequestDispatcher dispatcher, Exchange exchange) {
    this.dispatcher = dispatcher;
    this.exchange = exchange;
  }

  /**
   * Commits first, because Tomcat 11 ends the answer behind the wrappers' back as soon as the
   * target returns. A filter that is also mapped to FORWARD commits what the target changed as
   * well.
   */
  @Override
  public void forward(ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    exchange.commit();
    dispatcher.forward(request, response);
  }

  /** Commits first, because an included resource cannot set headers (Servlet 6.0 section 9.3). */
  @Override
  public void include(ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    exchange.commit();
    dispatcher.include(request, response);
  }
}
