package dev.postern.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keys without those that are known to be denied, so that none of them signs what nobody would
 * take, or is published. They are looked at again as soon as one is denied: whoever denied it has
 * taken it out of use, or will, and others sign with its successor already. For each key that is
 * once, so that one that nobody takes away costs nothing more. Thread-safe.
 */
public final class UndeniedKeys implements KeySource {

  private final KeySource keys;
  private final Predicate<String> isDenied;
  private volatile Set<String> lookedFor = Set.of();
  private volatile @Nullable Left left;

  private record Left(KeyRing whole, Set<String> denied, KeyRing rest) {}

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
    if (!lookedFor.containsAll(denied)) {
      lookedFor = denied;
      return lookedAtAnew(now);
    }
    return without(denied, ring);
  }

  @Override
  public KeyRing lookedAtAnew(Instant now) {
    KeyRing ring = keys.lookedAtAnew(now);
    return without(ring.keyIdsThat(isDenied), ring);
  }

  private KeyRing without(Set<String> denied, KeyRing ring) {
    if (denied.isEmpty()) {
      return ring;
    }
    Left last = left;
    if (last == null || !last.whole().equals(ring) || !last.denied().equals(denied)) {
      last = new Left(ring, denied, ring.without(denied));
      left = last;
    }
    return last.rest();
  }

  @Override
  public void keepFor(Duration tokenLife) {
    keys.keepFor(tokenLife);
  }

  @Override
  public boolean shares(String keyId, Instant now) {
    return keys.shares(keyId, now);
  }

  @Override
  public boolean remove(String keyId, Instant now) {
    return keys.remove(keyId, now);
  }
}
