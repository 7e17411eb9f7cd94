package dev.postern.store.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the log says of stores while this is open. Thread-safe. */
public final class StateLines implements AutoCloseable {

  /** Held, since loggers that nobody holds are forgotten with their handlers. */
  private final Logger logger = Logger.getLogger("dev.postern");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = new Lines();

  /** Listens from now on. */
  public StateLines() {
    logger.addHandler(handler);
  }

  /** How often it was said of the reading of sessions. */
  long count(String event) {
    return of(event).stream().filter(line -> line.contains("part=sessions for=reading")).count();
  }

  /** All that was said of this, in order. */
  public List<String> of(String event) {
    return lines.stream().filter(line -> line.startsWith("event=" + event + " ")).toList();
  }

  /** All that was said. */
  int size() {
    return lines.size();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }

  private final class Lines extends Handler {

    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord line) {
      lines.add(formatter.formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
