package dev.postern.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A session as a store holds it. Immutable and thread-safe.
 *
 * @param header who the session belongs to and when it began, in core's own form
 * @param attributes by name
 * @param lastAccessedAt the latest access that was recorded; never decreases
 * @param lifetime how long the record lives after that
 * @param version starts at 1 and grows with every {@code update} and {@code move}
 */
public record SessionRecord(
    StoredValue header,
    Map<String, StoredValue> attributes,
    Instant lastAccessedAt,
    Lifetime lifetime,
    long version) {

  /** Takes a copy of the attributes. */
  public SessionRecord {
    requireNonNull(header, "header");
    attributes = Map.copyOf(attributes);
    requireNonNull(lastAccessedAt, "lastAccessedAt");
    requireNonNull(lifetime, "lifetime");
  }

  /** From this instant on the record is absent. */
  public Instant expiresAt() {
    return lifetime.endAfter(lastAccessedAt);
  }

  /** Whether the record is absent now; at the very instant of its end it is. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt());
  }

  /** The record after an access; an earlier one than the latest changes nothing. */
  public SessionRecord touchedAt(Instant accessedAt) {
    return accessedAt.isAfter(lastAccessedAt)
        ? new SessionRecord(header, attributes, accessedAt, lifetime, version)
        : this;
  }

  /** The record after this change, with the next version. Does not look at the expected version. */
  public SessionRecord with(SessionDelta delta) {
    return new SessionRecord(
        delta.header().orElse(header),
        merged(delta),
        delta.lastAccessedAt().isAfter(lastAccessedAt) ? delta.lastAccessedAt() : lastAccessedAt,
        delta.lifetime().orElse(lifetime),
        version + 1);
  }

  private Map<String, StoredValue> merged(SessionDelta delta) {
    if (delta.changed().isEmpty() && delta.removed().isEmpty()) {
      return attributes;
    }
    Map<String, StoredValue> merged = new HashMap<>(attributes);
    merged.keySet().removeAll(delta.removed());
    merged.putAll(delta.changed());
    return merged;
  }
}
