package dev.postern.session;

import dev.postern.store.StoredValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one session as one request sees them: what was stored, and what this request
 * asked for, set, changed in place and removed since. One that it never asked for is never decoded.
 * Confined to the lock of its {@link ManagedSession}.
 */
final class SessionAttributes {

  static final int MAX_ATTRIBUTES = 256;
  static final int MAX_NAME_LENGTH = 256;

  private AttributeCodec codec;
  private Map<String, StoredValue> stored;
  private final Map<String, LiveAttribute> live = new HashMap<>(4);
  private final Set<String> removed = new HashSet<>(4);

  SessionAttributes(AttributeCodec codec, Map<String, StoredValue> stored) {
    this.codec = codec;
    this.stored = stored;
  }

  /** Null also for one that is stored and cannot be read; it stays stored. */
  @Nullable Object get(String name) {
    LiveAttribute held = live.get(name);
    if (held != null) {
      return held.value();
    }
    StoredValue kept = removed.contains(name) ? null : stored.get(name);
    return kept == null ? null : load(name, kept).orElse(null);
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>(stored.keySet());
    names.removeAll(removed);
    names.addAll(live.keySet());
    return names;
  }

  void set(String name, Object value) {
    requireRoom(name);
    codec.requireStorable(value);
    live.put(name, LiveAttribute.set(value));
    removed.remove(name);
  }

  void remove(String name) {
    live.remove(name);
    if (stored.containsKey(name)) {
      removed.add(name);
    }
  }

  boolean isEmpty() {
    return live.isEmpty() && removed.containsAll(stored.keySet());
  }

  /** What is to be saved now. */
  AttributeChanges changes() {
    Map<String, AttributeCodec.Encoded> changed = new HashMap<>();
    live.forEach(
        (name, held) -> {
          if (held.isChanged(codec)) {
            changed.put(name, codec.encode(name, held.value()));
          }
        });
    AttributeChanges changes = new AttributeChanges(changed, removed);
    if (!changed.isEmpty()) {
      codec.requireRoomFor(changes.appliedTo(stored).values());
    }
    return changes;
  }

  /** From here on, these changes count as stored. */
  void saved(AttributeChanges changes) {
    stored = changes.appliedTo(stored);
    changes
        .changed()
        .forEach(
            (name, encoded) ->
                live.computeIfPresent(
                    name,
                    (same, held) -> LiveAttribute.stored(held.value(), encoded.fingerprint())));
    removed.clear();
  }

  /** Keeps only what this request set or changed, for a record of its own. */
  void startOver(AttributeCodec codecOfNewRecord) {
    live.values().removeIf(held -> !held.isChanged(codec));
    live.replaceAll((name, held) -> LiveAttribute.set(held.value()));
    codec = codecOfNewRecord;
    stored = Map.of();
    removed.clear();
  }

  private Optional<Object> load(String name, StoredValue kept) {
    Optional<Object> value = codec.decode(name, kept);
    value.ifPresent(
        object -> live.put(name, LiveAttribute.stored(object, codec.fingerprintOf(object))));
    return value;
  }

  private void requireRoom(String name) {
    if (name.length() > MAX_NAME_LENGTH) {
      throw new IllegalStateException(
          "A session attribute's name has at most " + MAX_NAME_LENGTH + " characters.");
    }
    Set<String> names = names();
    if (!names.contains(name) && names.size() >= MAX_ATTRIBUTES) {
      throw new IllegalStateException(
          "A session has at most " + MAX_ATTRIBUTES + " attributes; remove one first.");
    }
  }
}
