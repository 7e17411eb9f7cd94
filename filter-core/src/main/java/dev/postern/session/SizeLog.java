package dev.postern.session;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reports attributes and sessions that are stored and larger than is good for a store, without a
 * line for each request: at the first, second, fourth, eighth … time. Thread-safe.
 */
final class SizeLog {

  private static final System.Logger LOG = System.getLogger(SizeLog.class.getName());

  static final int LARGE_ATTRIBUTE = 64 * 1024;
  static final int LARGE_SESSION = 256 * 1024;

  /** An application that makes up more names than this is not told of all of them. */
  private static final int MAX_NAMES = 1_000;

  /** Of a name that the application may have made out of what a client sent. */
  private static final int SHOWN_LENGTH = 64;

  private final String app;
  private final Map<String, AtomicLong> attributes = new ConcurrentHashMap<>();
  private final AtomicLong sessions = new AtomicLong();

  SizeLog(String app) {
    this.app = app;
  }

  void attribute(String name, int bytes) {
    if (bytes > LARGE_ATTRIBUTE
        && (attributes.size() < MAX_NAMES || attributes.containsKey(name))
        && isDue(attributes.computeIfAbsent(name, first -> new AtomicLong()))) {
      LOG.log(
          Level.WARNING,
          "event=session-attribute-large app=" + app + " name=" + shown(name) + " bytes=" + bytes);
    }
  }

  void session(long bytes) {
    if (bytes > LARGE_SESSION && isDue(sessions)) {
      LOG.log(Level.WARNING, "event=session-large app=" + app + " bytes=" + bytes);
    }
  }

  private static boolean isDue(AtomicLong count) {
    return Long.bitCount(count.incrementAndGet()) == 1;
  }

  private static String shown(String name) {
    return name.substring(0, Math.min(name.length(), SHOWN_LENGTH))
        .replaceAll("[^A-Za-z0-9._:$-]", "?");
  }
}
