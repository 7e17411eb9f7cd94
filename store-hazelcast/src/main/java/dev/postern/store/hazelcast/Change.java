package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One change of one entry: read, decide, compare-and-set; again from the start if another was
 * first. What a session left behind is made a pointer before anything is decided about it. For one
 * thread and one use.
 *
 * <p>Round trips: 2 for a change, 1 if the guess was right; 2 more for each time that another
 * writer was first.
 */
final class Change<R> {

  /** Some writer always gets on, so this many defeats in a row mean that something is wrong. */
  private static final int MOST_ATTEMPTS = 1_000;

  /** A login that finds no room takes the session back within a few calls, which this spans. */
  private static final int MOST_PAUSES = 30;

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Grid grid;
  private final LastSeen lastSeen;
  private final String key;
  private final Instant now;
  private final Function<Optional<Entry>, Verdict<R>> decision;
  private Verdict.@Nullable Write<R> last;
  private byte[] written = {};
  private int pauses;

  Change(
      Grid grid,
      LastSeen lastSeen,
      SessionKey key,
      Instant now,
      Function<Optional<Entry>, Verdict<R>> decision) {
    this.grid = grid;
    this.lastSeen = lastSeen;
    this.key = key.value();
    this.now = now;
    this.decision = decision;
  }

  /** Begins with what this node saw last; only a write that succeeds makes that count. */
  R guessing() {
    return lastSeen.take(key).flatMap(this::writeOver).orElseGet(this::reading);
  }

  /** Begins with what is there. */
  R reading() {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<R> result = attempt();
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw new StoreException(
        "hazelcast: a change was never first",
        new IllegalStateException(MOST_ATTEMPTS + " attempts"));
  }

  private Optional<R> attempt() {
    Optional<byte[]> there = grid.get(key);
    Verdict.Write<R> mine = last;
    if (mine != null && there.isPresent() && Arrays.equals(there.get(), written)) {
      // Hazelcast repeats a call whose reply was lost; the second one then found the first's bytes.
      return Optional.of(mine.result());
    }
    Optional<Entry> entry = there.map(EntryForm::decode);
    return entry.isPresent() && entry.get() instanceof Leaving leaving
        ? behind(leaving, there.get())
        : onward(there, entry);
  }

  /** A session that is followed before its login is sure of its room could not be taken back. */
  private Optional<R> behind(Leaving leaving, byte[] bytes) {
    if (leaving.isLogin() && !leaving.isPast(now) && pauses < MOST_PAUSES) {
      pauses++;
      LockSupport.parkNanos(PAUSE.toNanos());
      return Optional.empty();
    }
    return leaving.isPast(now) || new Closing(grid, lastSeen, now).isClosed(key, bytes, leaving)
        ? onward(Optional.empty(), Optional.of(leaving.pointer()))
        : Optional.empty();
  }

  private Optional<R> onward(Optional<byte[]> there, Optional<Entry> entry) {
    Verdict<R> verdict = decision.apply(entry);
    if (verdict instanceof Verdict.Answer<R> answer) {
      there.ifPresent(bytes -> lastSeen.put(key, bytes));
      return Optional.of(answer.result());
    }
    return there.flatMap(bytes -> write(bytes, (Verdict.Write<R>) verdict));
  }

  private Optional<R> writeOver(byte[] guess) {
    Entry entry = EntryForm.decode(guess);
    if (entry instanceof Leaving) {
      return Optional.empty();
    }
    Verdict<R> verdict = decision.apply(Optional.of(entry));
    return verdict instanceof Verdict.Write<R> write ? write(guess, write) : Optional.empty();
  }

  private Optional<R> write(byte[] expected, Verdict.Write<R> write) {
    last = write;
    written = EntryForm.encode(write.entry());
    Supplier<Boolean> begun = grid.beginReplace(key, expected, written, write.entry().life(now));
    write.beside().run();
    if (!begun.get()) {
      return Optional.empty();
    }
    lastSeen.put(key, written);
    return Optional.of(write.result());
  }
}
