package dev.postern.session;

import dev.postern.store.StoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one session as one request sees them: what was stored, and what this request
 * asked for, set, changed in place and removed since. One that it never asked for is never decoded,
 * and if it is a large one not even fetched. Confined to the lock of its {@link ManagedSession}.
 */
final class SessionAttributes {

  static final int MAX_ATTRIBUTES = 256;
  static final int MAX_NAME_LENGTH = 256;

  private final Function<String, Optional<StoredValue>> deferred;
  private AttributeCodec codec;
  private Map<String, StoredValue> stored;
  private final Map<String, LiveAttribute> live = new HashMap<>(4);
  private final Set<String> removed = new HashSet<>(4);
  private List<Object> woken = List.of();

  /**
   * What was stored.
   *
   * @param deferred fetches an attribute that was not sent with the others
   */
  SessionAttributes(
      AttributeCodec codec,
      Map<String, StoredValue> stored,
      Function<String, Optional<StoredValue>> deferred) {
    this.codec = codec;
    this.stored = stored;
    this.deferred = deferred;
  }

  /** Whether values become bytes; else the store keeps the objects themselves. */
  boolean makesBytes() {
    return codec.makesBytes();
  }

  /** What this request holds. */
  List<Object> held() {
    return live.values().stream().map(LiveAttribute::value).toList();
  }

  /** What was made of bytes since this was last asked. */
  List<Object> takeWoken() {
    List<Object> taken = woken;
    woken = List.of();
    return taken;
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
    LiveAttribute former = live.put(name, LiveAttribute.set(value));
    boolean wasRemoved = removed.remove(name);
    if (codec.refusesAtOnce()) {
      requireRoomNow(() -> putBack(name, former, wasRemoved));
    }
  }

  private void requireRoomNow(Runnable undo) {
    try {
      changes();
    } catch (RuntimeException tooLarge) {
      undo.run();
      throw tooLarge;
    }
  }

  private void putBack(String name, @Nullable LiveAttribute former, boolean wasRemoved) {
    if (former == null) {
      live.remove(name);
    } else {
      live.put(name, former);
    }
    if (wasRemoved) {
      removed.add(name);
    }
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
    encodeChanged(changed);
    AttributeChanges changes = new AttributeChanges(changed, removed);
    if (!changed.isEmpty()) {
      codec.requireRoomFor(changes.appliedTo(stored));
    }
    return changes;
  }

  /** All there are, once these changes are made. */
  Map<String, StoredValue> with(AttributeChanges changes) {
    return changes.appliedTo(stored);
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

  /** Forgets what this request knew or wanted of one attribute: this is what is stored. */
  void refresh(String name, Optional<StoredValue> fresh) {
    live.remove(name);
    removed.remove(name);
    Map<String, StoredValue> refreshed = new HashMap<>(stored);
    fresh.ifPresentOrElse(kept -> refreshed.put(name, kept), () -> refreshed.remove(name));
    stored = refreshed;
  }

  /**
   * What is to be saved to give one attribute this value; null is none.
   *
   * @throws IllegalStateException if there is no room for it
   */
  AttributeChanges changing(String name, @Nullable Object value) {
    if (value == null) {
      return new AttributeChanges(Map.of(), Set.of(name));
    }
    requireRoom(name);
    Map<String, AttributeCodec.Encoded> changed = new HashMap<>();
    changed.put(name, codec.encode(name, value));
    AttributeChanges change = new AttributeChanges(changed, Set.of());
    codec.requireRoomFor(change.appliedTo(stored));
    return change;
  }

  /** From here on, that one change counts as stored; whatever else was changed does not. */
  void swapped(String name, @Nullable Object value, AttributeChanges change) {
    AttributeCodec.Encoded encoded = change.changed().get(name);
    refresh(name, Optional.ofNullable(encoded).map(AttributeCodec.Encoded::stored));
    if (value != null && encoded != null) {
      live.put(name, LiveAttribute.stored(value, encoded.fingerprint()));
    }
  }

  /** Takes from the whole record what was deferred. */
  void complete(Map<String, StoredValue> whole) {
    Map<String, StoredValue> completed = new HashMap<>(stored);
    completed.replaceAll(
        (name, kept) ->
            kept instanceof StoredValue.Deferred ? whole.getOrDefault(name, kept) : kept);
    stored = completed;
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
    Optional<Object> value = inFull(name, kept).flatMap(full -> codec.decode(name, full));
    value.ifPresent(object -> keep(name, object));
    return value;
  }

  private void keep(String name, Object value) {
    live.put(name, LiveAttribute.stored(value, codec.fingerprintOf(value)));
    List<Object> more = new ArrayList<>(woken);
    more.add(value);
    woken = more;
  }

  private void encodeChanged(Map<String, AttributeCodec.Encoded> changed) {
    live.forEach(
        (name, held) -> {
          if (held.isChanged(codec)) {
            changed.put(name, codec.encode(name, held.value()));
          }
        });
  }

  /** Empty if it, or the session, has been removed since: then it is no attribute any more. */
  private Optional<StoredValue> inFull(String name, StoredValue kept) {
    return kept instanceof StoredValue.Deferred ? deferred.apply(name) : Optional.of(kept);
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
