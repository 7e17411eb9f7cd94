package dev.postern.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Texts and numbers as they stand in Redis. Times are whole milliseconds within what a Lua number
 * holds exactly, far beyond any real one. Stateless and thread-safe.
 */
final class Text {

  static final byte[] EMPTY = new byte[0];

  private static final Instant LATEST = Instant.ofEpochMilli(1L << 52);
  private static final Duration LONGEST = Duration.ofMillis(1L << 52);

  private Text() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static long millis(Instant instant) {
    if (instant.isAfter(LATEST)) {
      return LATEST.toEpochMilli();
    }
    return instant.isBefore(Instant.EPOCH) ? 0 : instant.toEpochMilli();
  }

  /** Zero or less keeps its meaning; so does a positive length below a millisecond. */
  static long millis(Duration length) {
    if (length.compareTo(LONGEST) > 0) {
      return LONGEST.toMillis();
    }
    if (length.compareTo(Duration.ZERO) > 0) {
      return Math.max(1, length.toMillis());
    }
    return length.compareTo(LONGEST.negated()) < 0 ? -1 : length.toMillis();
  }
}
