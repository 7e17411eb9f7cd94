package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When to look whether a session is over. A note is an entry without content, whose key begins with
 * the instant: so those that are due are the least keys, and whoever asks for them is given no
 * others, from members that know no class of ours. The members look at all keys, each at its own,
 * for that, which are short and as many as there are sessions. A session that is used again is
 * noted again when its note is due, not with every use. Thread-safe.
 */
final class Ends {

  /** Later than anybody waits for; with it the digits of an instant are always as many. */
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private static final byte[] NOTHING = {};

  private final Grid grid;

  Ends(Grid grid) {
    this.grid = grid;
  }

  /** Begins to note it; to be run to wait until it is done. */
  Runnable note(SessionKey key, Instant end, Instant now) {
    Instant due = end.isBefore(LATEST) ? end : LATEST;
    Duration life = Duration.between(now, due).plus(SessionStore.EXPIRED_KEPT);
    return grid.beginSet(Map.of(new Note(due, key).text(), NOTHING), life);
  }

  /** Those that are due, the longest due first. */
  List<Note> due(Instant now, int atMost) {
    Set<String> keys = grid.keysUpTo(Note.lastTextOf(now), atMost);
    return keys.stream().map(Note::parse).toList();
  }

  void strikeOff(Collection<Note> notes) {
    grid.delete(notes.stream().map(Note::text).toList());
  }
}
