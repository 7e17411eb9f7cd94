package dev.postern.cdi;

import dev.postern.Health;
import dev.postern.OneTimeTokens;
import dev.postern.Revocation;
import dev.postern.Sessions;
import dev.postern.SigningKeys;
import dev.postern.servlet.StartedApplications;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContext;
import java.util.function.Function;

/**
 * Lets an application inject what it would ask the servlet context for. CDI finds this by the
 * service loader. Stateless and thread-safe.
 */
public final class InjectableServices implements Extension {

  /** Called by CDI. */
  public InjectableServices() {}

  /**
   * Adds the beans. Each instance is looked up when it is injected, since filters, which bring what
   * is behind it, start later than CDI; by any thread, with a request or without.
   */
  void add(@Observes AfterBeanDiscovery beans) {
    add(beans, Revocation.class, Revocation::of);
    add(beans, Sessions.class, Sessions::of);
    add(beans, SigningKeys.class, SigningKeys::of);
    add(beans, OneTimeTokens.class, OneTimeTokens::of);
    add(beans, Health.class, Health::of);
  }

  private static <T> void add(
      AfterBeanDiscovery beans, Class<T> type, Function<ServletContext, T> lookup) {
    beans
        .<T>addBean()
        .id(type.getName())
        .types(type)
        .scope(Dependent.class)
        .produceWith(instances -> lookup.apply(application(instances, type)));
  }

  /** CDI itself knows the application only while it serves a request. */
  private static ServletContext application(Instance<Object> instances, Class<?> type) {
    return StartedApplications.of(InjectableServices.class)
        .orElseGet(() -> ofTheRequest(instances, type));
  }

  private static ServletContext ofTheRequest(Instance<Object> instances, Class<?> type) {
    try {
      return instances.select(ServletContext.class).get();
    } catch (ContextNotActiveException e) {
      throw new IllegalStateException(
          "No Postern filter of this web application has started yet. What is made earlier injects"
              + " Instance<"
              + type.getSimpleName()
              + "> and asks it when it is needed.",
          e);
    }
  }
}
