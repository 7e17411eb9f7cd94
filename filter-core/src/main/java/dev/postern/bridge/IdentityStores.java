package dev.postern.bridge;

import dev.postern.identity.CredentialVerifier;
import java.time.Clock;
import java.util.Optional;

/**
 * The identity stores of Jakarta Security, where CDI has any. The container's handler asks them all
 * (Jakarta Security 3.0 section 3.3.3). Stateless and thread-safe.
 */
public final class IdentityStores {

  private static final String CDI = "jakarta.enterprise.inject.spi.CDI";
  private static final String INSTANCE = "jakarta.enterprise.inject.Instance";
  private static final String PACKAGE = "jakarta.security.enterprise.";

  private IdentityStores() {}

  /**
   * A verifier that asks them, or empty if there is no CDI, no Jakarta Security or no identity
   * store. To be called when the application's beans are there.
   *
   * @param loader the application's
   * @param clock gives the time of authentication
   */
  public static Optional<CredentialVerifier> find(ClassLoader loader, Clock clock) {
    Optional<Class<?>> cdi = Reflection.find(CDI, loader);
    Optional<Class<?>> instance = Reflection.find(INSTANCE, loader);
    Optional<Class<?>> store = Reflection.find(PACKAGE + "identitystore.IdentityStore", loader);
    Optional<Class<?>> handler =
        Reflection.find(PACKAGE + "identitystore.IdentityStoreHandler", loader);
    if (cdi.isEmpty() || instance.isEmpty() || store.isEmpty() || handler.isEmpty()) {
      return Optional.empty();
    }
    Beans beans = new Beans(cdi.get(), instance.get());
    return beans.has(store.get()) && beans.has(handler.get())
        ? IdentityStoreVerifier.over(beans.get(handler.get()), handler.get(), loader, clock)
        : Optional.empty();
  }
}
