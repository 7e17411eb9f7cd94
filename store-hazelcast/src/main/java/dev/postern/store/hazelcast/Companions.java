package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.StoredValue;
import java.time.Instant;
import java.util.Map;

/**
 * What is written beside a session: its large values, and the note of when it ends. Thread-safe.
 *
 * @param values the large values
 * @param ends the notes
 */
record Companions(LargeValues values, Ends ends) {

  LargeWrite write(Map<String, StoredValue> attributes, Instant now) {
    return new LargeWrite(values, attributes, now);
  }

  /** Begins to note when a session ends; to be run to wait until it is done. */
  Runnable note(SessionKey key, Live live, Instant now) {
    return ends.note(key, live.end(), now);
  }
}
