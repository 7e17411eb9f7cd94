package dev.postern.session;

import dev.postern.store.StoredValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a request changed, in the form that was handed to the store. Immutable.
 *
 * @param changed by name
 * @param removed names
 */
record AttributeChanges(Map<String, AttributeCodec.Encoded> changed, Set<String> removed) {

  static final AttributeChanges NONE = new AttributeChanges(Map.of(), Set.of());

  AttributeChanges {
    changed = Map.copyOf(changed);
    removed = Set.copyOf(removed);
  }

  boolean isEmpty() {
    return changed.isEmpty() && removed.isEmpty();
  }

  /** The changed ones as the store sees them. */
  Map<String, StoredValue> stored() {
    Map<String, StoredValue> stored = new HashMap<>();
    changed.forEach((name, encoded) -> stored.put(name, encoded.stored()));
    return stored;
  }

  /** All attributes once these changes are made to them. */
  Map<String, StoredValue> appliedTo(Map<String, StoredValue> before) {
    Map<String, StoredValue> after = new HashMap<>(before);
    after.keySet().removeAll(removed);
    after.putAll(stored());
    return after;
  }
}
