package dev.postern.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keys that are looked at again as soon as one of them is known to be denied: whoever denied it has
 * taken it out of use, or will, and others sign with its successor already. For each key that is
 * once, so that one that nobody takes away costs nothing more. Thread-safe.
 */
public final class UndeniedKeys implements KeySource {

  private final KeySource keys;
  private final Predicate<String> isDenied;
  private volatile Set<String> lookedFor = Set.of();

  /**
   * Wraps keys.
   *
   * @param isDenied says so of a key id, at once and without asking a store
   */
  public UndeniedKeys(KeySource keys, Predicate<String> isDenied) {
    this.keys = keys;
    this.isDenied = isDenied;
  }

  @Override
  public KeyRing at(Instant now) {
    KeyRing ring = keys.at(now);
    Set<String> denied = ring.keyIdsThat(isDenied);
    if (lookedFor.containsAll(denied)) {
      return ring;
    }
    lookedFor = denied;
    return keys.lookedAtAnew(now);
  }

  @Override
  public KeyRing lookedAtAnew(Instant now) {
    return keys.lookedAtAnew(now);
  }

  @Override
  public void keepFor(Duration tokenLife) {
    keys.keepFor(tokenLife);
  }

  @Override
  public boolean remove(String keyId, Instant now) {
    return keys.remove(keyId, now);
  }
}
