package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The entries of sessions, each changed in one step. Thread-safe. */
final class SessionGrid {

  private final LastSeen lastSeen = new LastSeen();
  private final Turns turns = new Turns();
  private final Later later = new Later();
  private final Grid grid;
  private final Grid ends;

  SessionGrid(Grid grid) {
    this.grid = grid;
    this.ends = grid.ending();
  }

  /** Puts an entry where there is none, or one whose end has come; false if the key is taken. */
  boolean place(SessionKey key, Entry entry, Instant now) {
    return beginPlace(key, entry, now).get();
  }

  /** The same, under way until the answer is asked for. */
  Supplier<Boolean> beginPlace(SessionKey key, Entry entry, Instant now) {
    byte[] bytes = EntryForm.encode(entry);
    Duration life = entry.life(now);
    Supplier<Optional<byte[]>> asked = grid.beginPutIfAbsent(key.value(), bytes, life);
    return () -> {
      Optional<byte[]> there = asked.get();
      boolean placed =
          there.isEmpty()
              || Arrays.equals(there.get(), bytes)
              || (EntryForm.decode(there.get()).isPast(now)
                  && grid.replace(key.value(), there.get(), bytes, life));
      if (placed) {
        lastSeen.put(key.value(), bytes);
      }
      return placed;
    };
  }

  /**
   * Takes back what was placed and nobody was told of. The key is free afterwards, at once and for
   * every clock, since the same caller may place there again.
   */
  void takeBack(SessionKey key, Entry placed) {
    lastSeen.take(key.value());
    grid.remove(key.value(), EntryForm.encode(placed));
  }

  /**
   * Puts back what was under the earlier key of a session that is moved, and takes away what was
   * placed under the new one, unless somebody has followed it already. Nobody waits for it; in an
   * outage it may fail.
   */
  void beginReturn(SessionKey from, Leaving left, Live before, Instant now) {
    byte[] placed = left.moved().toByteArray();
    Later.unlessAway(
        () ->
            grid.beginTakingBack(
                from.value(),
                EntryForm.encode(left),
                EntryForm.encode(before),
                before.life(now),
                left.pointer().to().value(),
                placed));
  }

  /** Leaves only a pointer of it, beside the next question that this node asks. */
  void closeLater(SessionKey from, Leaving left, Pointer pointer, Instant now) {
    lastSeen.put(from.value(), EntryForm.encode(pointer));
    later.add(() -> beginReplace(from, left, pointer, now));
  }

  /** What is under a key where a session was leaving when it was read. */
  Entry behind(SessionKey key, Leaving left, Instant now) {
    boolean mayBeFollowed =
        !left.isMendable(now)
            || new Closing(grid, lastSeen, now).isClosed(key.value(), EntryForm.encode(left), left);
    return mayBeFollowed ? left.pointer() : look(key, now).orElse(left.pointer());
  }

  /** Ends what is under this key, but for a pointer; what is or was there. */
  Optional<Entry> end(SessionKey key, Duration grace, Instant now) {
    return turns.inTurn(key, () -> new Ending(ends, lastSeen, key, grace, now).run());
  }

  /** Puts tombstones whatever is there, all at once. */
  void bury(Collection<SessionKey> keys, Duration grace, Instant now) {
    if (keys.isEmpty()) {
      return;
    }
    Map<String, byte[]> tombstones = new HashMap<>();
    for (SessionKey key : keys) {
      lastSeen.take(key.value());
      tombstones.put(key.value(), EntryForm.encode(Tombstone.setAt(now, grace)));
    }
    ends.beginSet(tombstones, Tombstone.LONGEST).run();
  }

  /** Puts an entry if exactly this one is there. */
  boolean replace(SessionKey key, Entry expected, Entry entry, Instant now) {
    return beginReplace(key, expected, entry, now).get();
  }

  /** The same, under way until the answer is asked for. */
  Supplier<Boolean> beginReplace(SessionKey key, Entry expected, Entry entry, Instant now) {
    return grid.beginReplace(
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
    Tombstone claimed = Tombstone.pastAt(now);
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

  /** What is under this key. */
  Optional<Entry> look(SessionKey key, Instant now) {
    return change(key, now, Verdict.Answer<Optional<Entry>>::new);
  }

  /** A change that starts from what is there. */
  <R> R change(SessionKey key, Instant now, Function<Optional<Entry>, Verdict<R>> decision) {
    later.begin();
    return new Change<>(grid, lastSeen, key, now, decision).reading();
  }

  /** A change that starts from what this node saw last, one thread of this node after the other. */
  <R> R changeInTurn(SessionKey key, Instant now, Function<Optional<Entry>, Verdict<R>> decision) {
    later.begin();
    return inTurn(key, () -> new Change<>(grid, lastSeen, key, now, decision).guessing());
  }

  /** One thread of this node after the other. */
  <R> R inTurn(SessionKey key, Supplier<R> change) {
    return turns.inTurn(key, change);
  }
}
