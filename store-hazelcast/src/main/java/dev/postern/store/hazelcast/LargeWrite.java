package dev.postern.store.hazelcast;

import dev.postern.store.StoredValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of one create, update or move, large ones kept apart. Those are stored first, once
 * however often the write itself is tried, and what nobody needs afterwards is forgotten. For one
 * thread and one use.
 */
final class LargeWrite {

  private final LargeValues values;
  private final Parted parted;
  private final Instant now;
  private Instant storedUntil = Instant.MIN;
  private Set<String> superseded = Set.of();

  LargeWrite(LargeValues values, Map<String, StoredValue> attributes, Instant now) {
    this.values = values;
    this.parted = Parted.of(attributes);
    this.now = now;
  }

  Parted parted() {
    return parted;
  }

  /** Begins to store them for a session with this deadline; to be run to wait until it is done. */
  Runnable store(Instant deadline) {
    if (parted.values().isEmpty() || !deadline.isAfter(storedUntil)) {
      return () -> {};
    }
    storedUntil = deadline;
    return values.store(parted, deadline, now);
  }

  /** Stores them, and lets those that stay live as long as the session may after the write. */
  void prepare(Live before, Live after) {
    Instant deadline = after.session().lifetime().deadline();
    store(deadline).run();
    if (deadline.isAfter(before.session().lifetime().deadline())) {
      Set<String> kept = new HashSet<>(after.apart().values());
      kept.removeAll(parted.values().keySet());
      values.prolong(kept, deadline, now);
    }
    superseded = before.apartOnlyHere(after);
  }

  /** To be called when it is known whether the session was written. */
  void finish(boolean written) {
    values.forget(written ? superseded : parted.values().keySet());
  }
}
