package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes a pointer of what a session left behind, so that it may be followed. For one thread.
 *
 * <ol>
 *   <li>The session is put under its new key, if there is nothing: a tombstone stays, and so does
 *       whatever others have made of the session.
 *   <li>Only then the pointer is set, by compare-and-set. Whoever moves the session cannot take it
 *       back after that.
 * </ol>
 */
final class Closing {

  private final Grid grid;
  private final LastSeen lastSeen;
  private final Instant now;

  Closing(Grid grid, LastSeen lastSeen, Instant now) {
    this.grid = grid;
    this.lastSeen = lastSeen;
    this.now = now;
  }

  /** False if something else is there by now. */
  boolean isClosed(String key, byte[] bytes, Leaving leaving) {
    Live moved = (Live) EntryForm.decode(leaving.moved().toByteArray());
    String to = leaving.pointer().to().value();
    boolean isMine =
        !moved.isPast(now)
            && grid.putIfAbsent(to, leaving.moved().toByteArray(), moved.life(now)).isEmpty();
    byte[] pointer = EntryForm.encode(leaving.pointer());
    boolean isClosed = grid.replace(key, bytes, pointer, leaving.pointer().life(now));
    if (isClosed) {
      lastSeen.put(key, pointer);
    } else if (isMine && !leadsTo(leaving.pointer().to(), grid.get(key))) {
      grid.remove(to, leaving.moved().toByteArray());
    }
    return isClosed;
  }

  private static boolean leadsTo(SessionKey to, Optional<byte[]> there) {
    return there
        .map(EntryForm::decode)
        .map(entry -> entry instanceof Leaving leaving ? leaving.pointer() : entry)
        .filter(entry -> entry instanceof Pointer pointer && pointer.to().equals(to))
        .isPresent();
  }
}
