package dev.postern;

import dev.postern.denylist.DenylistReplica;
import dev.postern.store.StoreException;
import jakarta.servlet.ServletContext;
import java.util.List;

/**
 * Whether this node can do its work now, for the readiness probe of an application:
 *
 * <pre>{@code
 * response.setStatus(Health.of(servletContext).isReady() ? 204 : 503);
 * }</pre>
 *
 * <p>Says nothing about whether the process should live: a node that lost its store gets well by
 * itself. Thread-safe.
 */
public final class Health {

  private final List<Services> services;

  private Health(List<Services> services) {
    this.services = services;
  }

  /** Of this web application, with all filters of it that have started. */
  public static Health of(ServletContext context) {
    return new Health(List.copyOf(ServicesPool.in(context).all()));
  }

  /**
   * Whether a filter has started and, for every app, revocations are known as of late enough and
   * the store is not known to forget what it was given. Until the first two hold requests that
   * bring a credential are answered 503.
   */
  public boolean isReady() {
    return !services.isEmpty() && services.stream().allMatch(Health::isReady);
  }

  private static boolean isReady(Services app) {
    return app.stores().keepsEverything() && isFresh(app.denylist());
  }

  private static boolean isFresh(DenylistReplica denylist) {
    try {
      denylist.requireFresh();
      return true;
    } catch (StoreException e) {
      return false;
    }
  }
}
