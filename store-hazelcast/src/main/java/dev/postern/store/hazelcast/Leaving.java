package dev.postern.store.hazelcast;

import dev.postern.store.StoredValue;
import java.time.Duration;
import java.time.Instant;

/**
 * Stands under the earlier key of a session from the instant it is moved until it is sure that the
 * session is there under the new key. Whoever moves it may still take it back, so nobody goes where
 * it points before {@link Closing} has made a pointer of it. Immutable and thread-safe.
 *
 * @param pointer what it becomes
 * @param moved the session as it is put under the new key, to the byte
 */
record Leaving(Pointer pointer, StoredValue.Bytes moved) implements Entry {

  /** A tombstone under the new key lives longer, and so keeps an ended session from coming back. */
  private static final Duration MENDABLE = Duration.ofMinutes(1);

  static Leaving of(Pointer pointer, Live moved) {
    return new Leaving(pointer, new StoredValue.Bytes(EntryForm.encode(moved)));
  }

  /** Whether the session is to be looked for by whoever lists those of a subject. */
  boolean isMendable(Instant now) {
    return now.isBefore(end().plus(MENDABLE));
  }

  /** Whether somebody logs in on the session, and may be refused yet; a new id alone never is. */
  boolean isLogin() {
    return !pointer.readable();
  }

  @Override
  public Instant end() {
    return pointer.end();
  }
}
