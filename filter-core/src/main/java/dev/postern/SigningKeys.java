package dev.postern;

import static java.util.Objects.requireNonNull;

import dev.postern.token.KeySource;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The signing keys of an app, for administration:
 *
 * <pre>{@code
 * SigningKeys.of(servletContext).remove(keyId);
 * }</pre>
 *
 * <p>Keys that the nodes make and share ({@code keys.rotate-every}) are removed here; a key of the
 * key directory is removed with its file. Thread-safe.
 */
public final class SigningKeys {

  private final Services services;
  private final Clock clock;

  private SigningKeys(Services services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /**
   * Of the only app of this web application.
   *
   * @throws IllegalStateException if there are several or none
   */
  public static SigningKeys of(ServletContext context) {
    return new SigningKeys(ServicesPool.in(context).only(), Clock.systemUTC());
  }

  /**
   * Of one app of this web application.
   *
   * @param app the value of the setting {@code app}
   * @throws IllegalStateException if no filter of that app has started
   */
  public static SigningKeys of(ServletContext context, String app) {
    return new SigningKeys(ServicesPool.in(context).of(app), Clock.systemUTC());
  }

  /** The ids of all keys, for each algorithm the one that signs first. */
  public List<String> ids() {
    Instant now = clock.instant();
    return services.keyRings().all().stream()
        .flatMap(keys -> keys.at(now).keyIds(now).stream())
        .toList();
  }

  /**
   * Takes a shared key out of use in an emergency. Whatever it signed is refused from now on here,
   * and on all other nodes within {@code revocation.staleness}; as soon as they hear of it, they
   * look for the keys of now and sign with another one.
   *
   * @return whether there was a shared key of this id
   * @throws RuntimeException if the store did not confirm it; on this node the key is out of use.
   *     Ask again until it is confirmed, or false: one that has gone was denied before
   */
  public boolean remove(String keyId) {
    requireNonNull(keyId, "keyId");
    Instant now = clock.instant();
    List<KeySource> holders =
        services.keyRings().all().stream().filter(keys -> keys.shares(keyId, now)).toList();
    if (holders.isEmpty()) {
      return false;
    }
    // First: whoever repeats this finds no key to deny that has gone.
    services.revocation().revokeKey(keyId);
    holders.forEach(keys -> keys.remove(keyId, now));
    return true;
  }
}
