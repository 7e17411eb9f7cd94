package dev.postern.store.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the log says, while this is open, of the reading of sessions. Thread-safe. */
final class StateLines extends Handler implements AutoCloseable {

  /** Held, since loggers that nobody holds are forgotten with their handlers. */
  private final Logger logger = Logger.getLogger("dev.postern");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  StateLines() {
    logger.addHandler(this);
  }

  long count(String event) {
    return lines.stream()
        .filter(line -> line.startsWith("event=" + event + " "))
        .filter(line -> line.contains("part=sessions for=reading"))
        .count();
  }

  /** All that was said. */
  int size() {
    return lines.size();
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(formatter.formatMessage(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
