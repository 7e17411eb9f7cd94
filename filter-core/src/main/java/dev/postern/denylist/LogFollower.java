package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the copy up with the log, and the log up with the copy: what could not be confirmed is
 * appended again, and so is everything valid when the log was lost. Appending and settling are for
 * all threads; catching up is for one at a time.
 */
final class LogFollower {

  private static final Logger LOG = System.getLogger(LogFollower.class.getName());

  /** Denials are kept for longer than what they are about lives, so less is no matter. */
  private static final Duration SET_BACK = Duration.ofSeconds(10);

  private final Denylist log;
  private final DenialTable copy;
  private final Clock clock;
  private final Arrears arrears;
  private Optional<String> name = Optional.empty();
  private LogPosition position = LogPosition.START;
  private Instant latest = Instant.MIN;

  /** While a log is read from its start, what it was found to hold. */
  private Optional<DenialTable> present = Optional.empty();

  LogFollower(Denylist log, DenialTable copy, Clock clock) {
    this.log = log;
    this.copy = copy;
    this.clock = clock;
    this.arrears = new Arrears(log, clock);
  }

  void append(Denial denial) {
    try {
      log.append(denial);
    } catch (StoreException e) {
      arrears.add(denial);
      throw e;
    }
  }

  /** Reads page after page. One that fails is where the next call goes on. */
  void catchUp() {
    noticeClock(clock.instant());
    LogSlice page = next();
    while (page.reached().compareTo(page.newest()) < 0) {
      page = next();
    }
    present.ifPresent(this::owe);
    present = Optional.empty();
  }

  /**
   * Appends what the log lacks, for a moment.
   *
   * @return whether there is more that could be appended at once
   */
  boolean settle() {
    return arrears.settle();
  }

  /**
   * A clock that ran ahead made this node forget what was past its time then and, now that it is
   * set back, is not: that node reads all of the log again, as if it were another one.
   */
  private void noticeClock(Instant now) {
    if (latest.isAfter(now.plus(SET_BACK))) {
      LOG.log(Level.WARNING, "event=clock-set-back denylist=read-again");
      name = Optional.empty();
    }
    latest = now;
  }

  private LogSlice next() {
    LogSlice page = log.readAfter(position);
    if (isAnotherLog(page)) {
      present = copy.isUnused() ? Optional.empty() : Optional.of(new DenialTable());
      page = position.equals(LogPosition.START) ? page : log.readAfter(LogPosition.START);
    }
    take(page);
    return page;
  }

  private boolean isAnotherLog(LogSlice page) {
    return page.newest().compareTo(position) < 0
        || !name.filter(known -> known.equals(page.log())).isPresent();
  }

  private void take(LogSlice page) {
    Instant now = clock.instant();
    for (Denial denial : page.denials()) {
      copy.add(denial, now);
      present.ifPresent(known -> known.add(denial, now));
    }
    name = Optional.of(page.log());
    position = page.reached();
  }

  /** The log has lost entries: others may rely on this node to know them. */
  private void owe(DenialTable known) {
    arrears.clear();
    List<Iterator<Denial>> lost = copy.notIn(known, clock.instant());
    if (lost.stream().anyMatch(Iterator::hasNext)) {
      LOG.log(Level.WARNING, "event=denylist-lost-entries known=" + copy.size());
    }
    arrears.addLost(lost);
  }
}
