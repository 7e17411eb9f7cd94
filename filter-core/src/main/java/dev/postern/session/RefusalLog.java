package dev.postern.session;

import dev.postern.session.codec.MalformedBytesException;
import dev.postern.session.codec.UnreadableValueException;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reports stored bytes that were not taken, without a line for each request: refusals are counted
 * and logged at the first, second, fourth, eighth …; an unreadable class is logged once.
 * Thread-safe.
 */
final class RefusalLog {

  private static final System.Logger LOG = System.getLogger(RefusalLog.class.getName());

  /** No application has that many classes in its sessions. */
  private static final int MAX_CLASSES = 1_000;

  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final Map<String, Boolean> classes = new ConcurrentHashMap<>();

  void header(Opened.Refused reason) {
    count("session-header-refused", word(reason));
  }

  void malformedHeader(MalformedBytesException problem) {
    LOG.log(Level.DEBUG, "event=session-header-refused", problem);
    count("session-header-refused", "malformed");
  }

  void attribute(Opened.Refused reason) {
    count("session-attribute-refused", word(reason));
  }

  void unreadable(UnreadableValueException problem) {
    String name = problem.className();
    if (classes.size() < MAX_CLASSES && classes.putIfAbsent(name, true) == null) {
      LOG.log(
          Level.WARNING,
          "event=session-attribute-unreadable class=" + name + " attribute=null bytes=kept",
          problem);
    }
  }

  private void count(String event, String reason) {
    long count =
        counts.computeIfAbsent(event + reason, first -> new AtomicLong()).incrementAndGet();
    if (Long.bitCount(count) == 1) {
      LOG.log(Level.WARNING, "event=" + event + " reason=" + reason + " count=" + count);
    }
  }

  private static String word(Opened.Refused reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
