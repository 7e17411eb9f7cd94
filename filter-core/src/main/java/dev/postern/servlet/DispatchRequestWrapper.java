package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request whose dispatches and asynchronous life stay with its exchange. It answers two
 * attributes itself, which so are seen through every wrapper around it, and never reach the
 * container.
 */
final class DispatchRequestWrapper extends HttpServletRequestWrapper {

  private final HttpServletResponse response;
  private final Exchange exchange;
  private final String withinName;
  private final Outage outage;

  /**
   * Wraps one pass.
   *
   * @param response the wrapped response that belongs to this request
   * @param withinName the attribute by which the filter finds that it has wrapped already
   */
  DispatchRequestWrapper(
      HttpServletRequest request,
      HttpServletResponse response,
      Exchange exchange,
      String withinName,
      Outage outage) {
    super(request);
    this.response = requireNonNull(response, "response");
    this.exchange = requireNonNull(exchange, "exchange");
    this.withinName = requireNonNull(withinName, "withinName");
    this.outage = requireNonNull(outage, "outage");
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return Exchange.isCurrentName(name) || withinName.equals(name)
        ? exchange
        : super.getAttribute(name);
  }

  @Override
  public @Nullable RequestDispatcher getRequestDispatcher(String path) {
    var dispatcher = super.getRequestDispatcher(path);
    return dispatcher == null ? null : new CommittingDispatcher(dispatcher, exchange);
  }

  /** Hands out the wrapped pair: the container would hand out its own request. */
  @Override
  public AsyncContext startAsync() {
    return watch(super.startAsync(this, response), true);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse applications) {
    return watch(super.startAsync(request, applications), false);
  }

  @Override
  public AsyncContext getAsyncContext() {
    var context = super.getAsyncContext();
    return new CommittingAsyncContext(context, commit(), context.getRequest() == this);
  }

  private AsyncContext watch(AsyncContext context, boolean original) {
    context.addListener(new CommitListener(commit(), exchange::over));
    return new CommittingAsyncContext(context, commit(), original);
  }

  private Runnable commit() {
    return new AsyncCommit(exchange, this, response, outage);
  }
}
