package dev.postern.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one request changed in a session: only that, so that two requests which change different
 * attributes lose nothing. Immutable and thread-safe.
 *
 * @param header the new header, or empty to leave it
 * @param changed attributes to set
 * @param removed attributes to remove; one that is also in {@code changed} is set
 * @param lastAccessedAt when the session was used; an earlier instant than the stored one is
 *     ignored
 * @param lifetime the new lifetime, or empty to leave it
 * @param expectedVersion the version the record must still have, or empty to write whatever it has
 */
public record SessionDelta(
    Optional<StoredValue> header,
    Map<String, StoredValue> changed,
    Set<String> removed,
    Instant lastAccessedAt,
    Optional<Lifetime> lifetime,
    OptionalLong expectedVersion) {

  /** Takes copies of the collections. */
  public SessionDelta {
    requireNonNull(header, "header");
    changed = Map.copyOf(changed);
    removed = Set.copyOf(removed);
    requireNonNull(lastAccessedAt, "lastAccessedAt");
    requireNonNull(lifetime, "lifetime");
    requireNonNull(expectedVersion, "expectedVersion");
  }

  /** The same change on the condition that the record still has this version. */
  public SessionDelta ifVersion(long version) {
    return new SessionDelta(
        header, changed, removed, lastAccessedAt, lifetime, OptionalLong.of(version));
  }
}
