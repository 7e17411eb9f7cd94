package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Instant;

/**
 * That a session may be over from an instant on. Immutable and thread-safe.
 *
 * @param due in milliseconds; never before the end that was known
 * @param key of the session
 */
record Note(long due, SessionKey key) {

  private static final int DIGITS = 15;

  Note(Instant end, SessionKey key) {
    this(roundedUp(end), key);
  }

  static Note parse(String text) {
    return new Note(
        Long.parseLong(text.substring(0, DIGITS)), new SessionKey(text.substring(DIGITS + 1)));
  }

  /** In the order of the instants, and of keys after that. */
  String text() {
    return digits(due) + '/' + key.value();
  }

  /** Greater than every text that is due now, and less than all others. */
  static String lastTextOf(Instant now) {
    return digits(now.toEpochMilli()) + '0';
  }

  /** Else the session would not be over yet when the note is due. */
  private static long roundedUp(Instant end) {
    long millis = end.toEpochMilli();
    return Instant.ofEpochMilli(millis).isBefore(end) ? millis + 1 : millis;
  }

  private static String digits(long millis) {
    return String.format("%0" + DIGITS + "d", Math.max(0, millis));
  }
}
