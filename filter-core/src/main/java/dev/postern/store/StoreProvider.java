package dev.postern.store;

import java.util.Set;

/**
 * Opens one kind of store. Found by {@link java.util.ServiceLoader} with the web application's
 * class loader, once, at start-up. Stateless and thread-safe.
 */
public interface StoreProvider {

  /** What the setting {@code store} calls it, for example {@code memory}. */
  String name();

  /**
   * Whether its records leave this JVM. A shared store needs keys that every node has, and refuses
   * to start without them.
   */
  boolean isShared();

  /** The settings it understands, each beginning with {@code store.}. */
  Set<String> settingNames();

  /**
   * Opens the store for one application.
   *
   * @throws IllegalArgumentException if a setting is wrong; the message says what and how to mend
   *     it
   * @throws StoreException if the store cannot be reached or is not fit for use
   */
  Stores open(StoreSettings settings);
}
