package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes sessions whose end came by time. For one thread and one use.
 *
 * <ol>
 *   <li>The notes that are due say which sessions to look at.
 *   <li>One that is over is claimed by a compare-and-set of its entry: one node is given it.
 *   <li>One that lives on is noted for its later end.
 *   <li>Only then the notes are struck off: if this node dies before, another one does it again.
 * </ol>
 *
 * <p>Round trips for every {@value #NOTES_AT_ONCE} notes: 1 query, 1 for all sessions they name, 1
 * for each that is over, 1 more if it has large attributes, 1 to strike the notes off.
 */
final class Expiry {

  private static final int NOTES_AT_ONCE = 100;

  private final SessionGrid grid;
  private final Companions companions;
  private final Instant now;
  private final int atMost;
  private final List<StoredSession> taken;

  /**
   * To take as many as are asked for.
   *
   * @param taken those that there are already; they count
   */
  Expiry(
      SessionGrid grid, Companions companions, Instant now, int atMost, List<StoredSession> taken) {
    this.grid = grid;
    this.companions = companions;
    this.now = now;
    this.atMost = atMost;
    this.taken = new ArrayList<>(taken);
  }

  /** What was claimed before an outage is given all the same, since nobody else will give it. */
  List<StoredSession> run() {
    try {
      takeAll();
    } catch (StoreException e) {
      if (taken.isEmpty()) {
        throw e;
      }
    }
    return taken;
  }

  private void takeAll() {
    List<Note> due = due();
    while (!due.isEmpty()) {
      lookAt(due);
      due = due();
    }
  }

  private List<Note> due() {
    return taken.size() < atMost ? companions.ends().due(now, NOTES_AT_ONCE) : List.of();
  }

  private void lookAt(List<Note> due) {
    Set<SessionKey> keys = due.stream().map(Note::key).collect(Collectors.toSet());
    Map<SessionKey, byte[]> entries = grid.read(keys);
    List<Note> done = new ArrayList<>();
    List<Runnable> noted = new ArrayList<>();
    Set<SessionKey> seen = new HashSet<>();
    for (Note note : due) {
      Optional<byte[]> bytes = Optional.ofNullable(entries.get(note.key()));
      Optional<Live> live = bytes.map(EntryForm::decode).flatMap(Expiry::live);
      if (live.isEmpty() || !seen.add(note.key())) {
        done.add(note);
      } else if (!live.get().isPast(now)) {
        noted.add(companions.note(note.key(), live.get(), now));
        done.add(note);
      } else if (taken.size() < atMost && isTaken(note.key(), live.get(), bytes.get())) {
        done.add(note);
      }
    }
    noted.forEach(Runnable::run);
    companions.ends().strikeOff(done);
  }

  /** Reads what is kept apart first: after the claim nobody could do it again. */
  private boolean isTaken(SessionKey key, Live live, byte[] bytes) {
    SessionRecord whole = companions.values().complete(live);
    boolean mine = grid.claim(key, bytes, now);
    if (mine) {
      companions.values().forget(live.apart().values());
      taken.add(new StoredSession(key, whole));
    }
    return mine;
  }

  private static Optional<Live> live(Entry entry) {
    return entry instanceof Live live ? Optional.of(live) : Optional.empty();
  }
}
