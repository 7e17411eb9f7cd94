package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps the copy up with the log, and the log up with the copy: what could not be confirmed is
 * appended again, and so is everything valid when the log was lost. Appending is for all threads;
 * catching up is for one at a time.
 */
final class LogFollower {

  private static final Logger LOG = System.getLogger(LogFollower.class.getName());

  private final Denylist log;
  private final DenialTable copy;
  private final Clock clock;
  private final Queue<Denial> unconfirmed = new ConcurrentLinkedQueue<>();
  private Optional<String> name = Optional.empty();
  private LogPosition position = LogPosition.START;

  LogFollower(Denylist log, DenialTable copy, Clock clock) {
    this.log = log;
    this.copy = copy;
    this.clock = clock;
  }

  void append(Denial denial) {
    try {
      log.append(denial);
    } catch (StoreException e) {
      unconfirmed.add(denial);
      throw e;
    }
  }

  void catchUp() {
    LogSlice slice = log.readAfter(position);
    if (isAnotherLog(slice)) {
      startOver();
    } else {
      take(slice);
    }
    appendUnconfirmed();
  }

  /** Before the first read there is no name to compare; what this node denied must be there. */
  private boolean isAnotherLog(LogSlice slice) {
    return slice.newest().compareTo(position) < 0
        || name.map(known -> !known.equals(slice.log())).orElse(!copy.isEmpty());
  }

  /** The log has lost entries: others may rely on this node to know them. */
  private void startOver() {
    LogSlice all = log.readAfter(LogPosition.START);
    Set<Denial> present = new HashSet<>(all.denials());
    present.addAll(unconfirmed);
    List<Denial> lost =
        copy.valid(clock.instant()).stream().filter(known -> !present.contains(known)).toList();
    if (!lost.isEmpty()) {
      LOG.log(Level.WARNING, "event=denylist-lost-entries appending_again=" + lost.size());
    }
    unconfirmed.addAll(lost);
    take(all);
  }

  private void take(LogSlice slice) {
    Instant now = clock.instant();
    slice.denials().forEach(denial -> copy.add(denial, now));
    name = Optional.of(slice.log());
    position = slice.newest();
  }

  /** The copy is up to date either way; what fails is tried again with the next read. */
  private void appendUnconfirmed() {
    Instant now = clock.instant();
    unconfirmed.removeIf(denial -> denial.until().isBefore(now));
    for (Denial next = unconfirmed.peek(); next != null; next = unconfirmed.peek()) {
      try {
        log.append(next);
        unconfirmed.remove(next);
      } catch (StoreException e) {
        LOG.log(Level.WARNING, "event=denylist-append-failed waiting=" + unconfirmed.size(), e);
        return;
      }
    }
  }
}
