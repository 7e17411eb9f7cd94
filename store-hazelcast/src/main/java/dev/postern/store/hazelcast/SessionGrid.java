package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The entries of sessions, each changed in one step. Thread-safe. */
final class SessionGrid {

  private final LastSeen lastSeen = new LastSeen();
  private final Turns turns = new Turns();
  private final Grid grid;

  SessionGrid(Grid grid) {
    this.grid = grid;
  }

  /** Puts an entry where there is none, or one whose end has come; false if the key is taken. */
  boolean place(SessionKey key, Entry entry, Instant now) {
    byte[] bytes = EntryForm.encode(entry);
    Duration life = Duration.between(now, entry.end());
    Optional<byte[]> there = grid.putIfAbsent(key.value(), bytes, life);
    boolean placed =
        there.isEmpty()
            || Arrays.equals(there.get(), bytes)
            || (EntryForm.decode(there.get()).isPast(now)
                && grid.replace(key.value(), there.get(), bytes, life));
    if (placed) {
      lastSeen.put(key.value(), bytes);
    }
    return placed;
  }

  /** Puts a tombstone whatever is there; what was there before. */
  Optional<Entry> bury(SessionKey key, Instant now) {
    Tombstone tombstone = Tombstone.setAt(now);
    Duration life = Duration.between(now, tombstone.end());
    lastSeen.take(key.value());
    return grid.put(key.value(), EntryForm.encode(tombstone), life).map(EntryForm::decode);
  }

  /** Puts an entry if exactly this one is there. */
  boolean replace(SessionKey key, Entry expected, Entry entry, Instant now) {
    return grid.replace(
        key.value(),
        EntryForm.encode(expected),
        EntryForm.encode(entry),
        Duration.between(now, entry.end()));
  }

  /** A change that starts from what is there. */
  <R> R change(SessionKey key, Instant now, Function<Optional<Entry>, Verdict<R>> decision) {
    return new Change<>(grid, lastSeen, key, now, decision).reading();
  }

  /** A change that starts from what this node saw last, one thread of this node after the other. */
  <R> R changeInTurn(SessionKey key, Instant now, Function<Optional<Entry>, Verdict<R>> decision) {
    return turns.inTurn(key, () -> new Change<>(grid, lastSeen, key, now, decision).guessing());
  }
}
