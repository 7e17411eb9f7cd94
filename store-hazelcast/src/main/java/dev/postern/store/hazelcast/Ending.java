package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ends what is under one key, by compare-and-set of a tombstone. A pointer stays: whoever asks
 * again after an outage must still be led by it to the session. For one thread and one use.
 *
 * <p>Round trips: 1 if this node saw the session last as it is, or if there is nothing; 2
 * otherwise, and 2 more for each time that another writer was first. A wrong guess costs none of
 * its own: what is there is read while it is tried. None for a pointer that this node saw.
 */
final class Ending {

  private static final int MOST_ATTEMPTS = 1_000;

  private final Grid grid;
  private final LastSeen lastSeen;
  private final String key;
  private final Instant now;
  private final byte[] overNothing;
  private final byte[] overEntry;
  private Optional<Entry> replaced = Optional.empty();

  Ending(Grid grid, LastSeen lastSeen, SessionKey key, Duration grace, Instant now) {
    this.grid = grid;
    this.lastSeen = lastSeen;
    this.key = key.value();
    this.now = now;
    this.overNothing = EntryForm.encode(Tombstone.setAt(now, grace));
    this.overEntry = EntryForm.encode(Tombstone.setAt(now, grace));
  }

  /** What was there and has ended, or the pointer that stays. */
  Optional<Entry> run() {
    Optional<byte[]> guess =
        lastSeen.take(key).filter(bytes -> !(EntryForm.decode(bytes) instanceof Leaving));
    if (guess.isEmpty()) {
      return reading(Optional.empty());
    }
    if (leadsOn(EntryForm.decode(guess.get()))) {
      // Nothing comes after a pointer but another one or a tombstone: it may be followed unasked.
      return guess.map(EntryForm::decode);
    }
    Supplier<Optional<byte[]>> beside = grid.beginGet(key);
    Optional<Entry> ended = replaced(guess.get());
    if (ended.isPresent()) {
      return ended;
    }
    // Where it was read before this node's own write was in vain, it is the wrong guess itself.
    return reading(beside.get().filter(bytes -> !Arrays.equals(bytes, guess.get())));
  }

  private Optional<Entry> reading(Optional<byte[]> known) {
    Optional<byte[]> there = known;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (there.isEmpty()) {
        there = grid.putIfAbsent(key, overNothing, Tombstone.LONGEST);
      }
      // Hazelcast repeats a call whose reply was lost; the second one then found the first's bytes.
      if (there.isEmpty() || Arrays.equals(there.get(), overNothing)) {
        return Optional.empty();
      }
      if (Arrays.equals(there.get(), overEntry)) {
        return replaced;
      }
      Optional<Entry> ended = endedOrLeading(there.get());
      if (ended.isPresent()) {
        return ended;
      }
      there = Optional.empty();
    }
    throw new StoreException(
        "hazelcast: an end was never first",
        new IllegalStateException(MOST_ATTEMPTS + " attempts"));
  }

  /** Empty if something else is there by now. */
  private Optional<Entry> endedOrLeading(byte[] there) {
    Entry entry = EntryForm.decode(there);
    if (leadsOn(entry)) {
      return Optional.of(entry);
    }
    if (entry instanceof Leaving leaving && !leaving.isPast(now)) {
      return new Closing(grid, lastSeen, now).isClosed(key, there, leaving)
          ? Optional.of(leaving.pointer())
          : Optional.empty();
    }
    return replaced(there);
  }

  private Optional<Entry> replaced(byte[] expected) {
    replaced = Optional.of(EntryForm.decode(expected));
    return grid.replace(key, expected, overEntry, Tombstone.LONGEST) ? replaced : Optional.empty();
  }

  private boolean leadsOn(Entry entry) {
    return entry instanceof Pointer && !entry.isPast(now);
  }
}
