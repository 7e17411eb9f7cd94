package dev.postern.store.hazelcast;

import dev.postern.store.SessionDelta;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Attributes that are about to be written: small ones as they are, large ones to be kept apart.
 * Immutable and thread-safe.
 *
 * @param attributes what stands in the session's own entry, large ones deferred
 * @param keys under which key a large one is kept, by attribute name
 * @param values the large ones, by that key
 */
record Parted(
    Map<String, StoredValue> attributes, Map<String, String> keys, Map<String, byte[]> values) {

  /** Every writing of a value has a key of its own, so that no value ever changes. */
  static Parted of(Map<String, StoredValue> given) {
    Map<String, StoredValue> attributes = new HashMap<>(given);
    Map<String, String> keys = new HashMap<>();
    Map<String, byte[]> values = new HashMap<>();
    given.forEach(
        (name, value) -> {
          if (value instanceof StoredValue.Bytes bytes
              && bytes.length() > SessionStore.DEFERRED_ABOVE) {
            String key = UUID.randomUUID().toString();
            attributes.put(name, new StoredValue.Deferred(bytes.length()));
            keys.put(name, key);
            values.put(key, bytes.toByteArray());
          }
        });
    return new Parted(attributes, keys, values);
  }

  /** The change as it is applied to the session's own entry. */
  SessionDelta placedIn(SessionDelta delta) {
    return new SessionDelta(
        delta.header(),
        attributes,
        delta.removed(),
        delta.lastAccessedAt(),
        delta.lifetime(),
        delta.expectedVersion());
  }
}
