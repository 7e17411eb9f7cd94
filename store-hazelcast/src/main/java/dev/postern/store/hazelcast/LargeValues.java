package dev.postern.store.hazelcast;

import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Attributes of more than {@link SessionStore#DEFERRED_ABOVE} bytes, each in an entry of its own,
 * so that reading a session does not transfer them. A value never changes: it is stored before the
 * session that names it, and forgotten when no session does any more. If that is missed, because a
 * node dies, it ends with the session's deadline. Thread-safe.
 */
final class LargeValues {

  private final Grid grid;

  LargeValues(Grid grid) {
    this.grid = grid;
  }

  /** Begins to store them, all at once; to be run to wait until it is done. */
  Runnable store(Parted parted, Instant deadline, Instant now) {
    return grid.beginSet(parted.values(), life(deadline, now));
  }

  /** Lets those of a session live on until another deadline: one trip for each. */
  void prolong(Collection<String> keys, Instant deadline, Instant now) {
    keys.forEach(key -> grid.setLife(key, life(deadline, now)));
  }

  Optional<StoredValue> read(String key) {
    return grid.get(key).map(StoredValue.Bytes::new);
  }

  /** The session with nothing deferred; one trip if there is anything. */
  SessionRecord complete(Live live) {
    return live.apart().isEmpty() ? live.session() : completed(live);
  }

  /** Does not wait, and does not fail. */
  void forget(Collection<String> keys) {
    grid.forget(keys);
  }

  /** A value that was lost leaves its attribute missing: an unreadable attribute is no outage. */
  private SessionRecord completed(Live live) {
    Map<String, byte[]> values = grid.getAll(new HashSet<>(live.apart().values()));
    Map<String, StoredValue> attributes = new HashMap<>(live.session().attributes());
    live.apart()
        .forEach(
            (name, key) -> {
              byte[] value = values.get(key);
              if (value == null) {
                attributes.remove(name);
              } else {
                attributes.put(name, new StoredValue.Bytes(value));
              }
            });
    SessionRecord session = live.session();
    return new SessionRecord(
        session.header(),
        attributes,
        session.lastAccessedAt(),
        session.lifetime(),
        session.version());
  }

  private static Duration life(Instant deadline, Instant now) {
    return Duration.between(now, deadline).plus(SessionStore.EXPIRED_KEPT);
  }
}
