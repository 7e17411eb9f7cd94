package dev.postern.sample.parcel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One line of a parcel's history. Immutable and thread-safe.
 *
 * @param step what was reached
 * @param at when
 * @param by the name of who said so
 */
public record Movement(Step step, Instant at, String by) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /** When, for people, to the minute. */
  public String minute() {
    return MINUTE.format(at);
  }
}
