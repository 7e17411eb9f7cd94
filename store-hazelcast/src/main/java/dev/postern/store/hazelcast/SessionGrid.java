package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The entries of sessions, each changed in one step. Thread-safe. */
final class SessionGrid {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LastSeen lastSeen = new LastSeen();
  private final Turns turns = new Turns();
  private final Grid grid;

  SessionGrid(Grid grid) {
    this.grid = grid;
  }

  /** Puts an entry where there is none, or one whose end has come; false if the key is taken. */
  boolean place(SessionKey key, Entry entry, Instant now) {
    byte[] bytes = EntryForm.encode(entry);
    Duration life = entry.life(now);
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
  Optional<Entry> bury(SessionKey key, Tombstone tombstone, Instant now) {
    lastSeen.take(key.value());
    return grid.put(key.value(), EntryForm.encode(tombstone), tombstone.life(now))
        .map(EntryForm::decode);
  }

  /** Puts an entry if exactly this one is there. */
  boolean replace(SessionKey key, Entry expected, Entry entry, Instant now) {
    return grid.replace(
        key.value(), EntryForm.encode(expected), EntryForm.encode(entry), entry.life(now));
  }

  /** The entries under these keys, as bytes, as far as there are any. */
  Map<SessionKey, byte[]> read(Set<SessionKey> keys) {
    Set<String> wanted = keys.stream().map(SessionKey::value).collect(Collectors.toSet());
    Map<SessionKey, byte[]> read = new HashMap<>();
    grid.getAll(wanted).forEach((key, bytes) -> read.put(new SessionKey(key), bytes));
    return read;
  }

  /**
   * Takes away an entry whose end has come, if these very bytes are there still. Of all nodes one
   * is told so; if the answer is lost, none. The key is free afterwards.
   */
  boolean claim(SessionKey key, byte[] expected, Instant now) {
    // No two claims have equal bytes: one whose backup did not answer recognizes its own.
    long apart = ThreadLocalRandom.current().nextLong(NANOS_PER_SECOND);
    Tombstone claimed = Tombstone.pastAt(now.minusNanos(apart));
    return grid.replace(key.value(), expected, EntryForm.encode(claimed), claimed.life(now));
  }

  /** What is under this key, or under the key that its pointer leads to. */
  Optional<Entry> follow(SessionKey key, Instant now) {
    Optional<Entry> entry = look(key, now);
    while (entry.isPresent() && entry.get() instanceof Pointer pointer && !pointer.isPast(now)) {
      entry = look(pointer.to(), now);
    }
    return entry;
  }

  private Optional<Entry> look(SessionKey key, Instant now) {
    return change(key, now, Verdict.Answer<Optional<Entry>>::new);
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
