package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads one attribute, wherever it is kept. If it was replaced between the reading of the session
 * and that of the value, the session is read again. For one thread and one use.
 */
final class AttributeRead {

  private static final int MOST_ATTEMPTS = 1_000;

  private final SessionGrid grid;
  private final LargeValues values;
  private final SessionKey key;
  private final String name;
  private final Instant now;

  AttributeRead(SessionGrid grid, LargeValues values, SessionKey key, String name, Instant now) {
    this.grid = grid;
    this.values = values;
    this.key = key;
    this.name = name;
    this.now = now;
  }

  Optional<StoredValue> run() {
    String missed = "";
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Live> session = session();
      Optional<String> apart = session.flatMap(live -> Optional.ofNullable(live.apart().get(name)));
      if (apart.isEmpty()) {
        return session.flatMap(live -> Optional.ofNullable(live.session().attributes().get(name)));
      }
      Optional<StoredValue> value = values.read(apart.get());
      if (value.isPresent() || apart.get().equals(missed)) {
        return value;
      }
      missed = apart.get();
    }
    throw new StoreException(
        "hazelcast: an attribute was replaced whenever it was read",
        new IllegalStateException(MOST_ATTEMPTS + " attempts"));
  }

  private Optional<Live> session() {
    return grid.follow(key, now)
        .filter(entry -> entry instanceof Live && !entry.isPast(now))
        .map(Live.class::cast);
  }
}
