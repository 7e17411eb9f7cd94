package dev.postern.strategy;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Map;

/**
 * Claims of our own beside {@code iat} and {@code auth_time}, which are whole seconds: the
 * nanoseconds within the second. Without them a token that was issued right after a cut-off could
 * not be told from one that was issued right before it. A token that does not tell them is taken to
 * be from the beginning of its second, so that a cut-off in it counts.
 *
 * <p>A token of a grant tells instead as of when the grant says who its holder is: one that was
 * made of what was read before a change of roles and issued after it says the former ones.
 * Stateless.
 */
final class ExactTimes {

  static final String ISSUED = "iat_ns";
  static final String AS_OF = "as_of";
  static final String AS_OF_NANOS = "as_of_ns";
  static final String AUTHENTICATED = "auth_time_ns";

  private static final long MOST = 999_999_999;

  /** Of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private ExactTimes() {}

  /** What a whole number of seconds leaves out. */
  static long nanosOf(Instant instant) {
    return instant.getLong(ChronoField.NANO_OF_SECOND);
  }

  /** As of when the token says who its holder is. */
  static Instant asOf(Instant issuedAt, Map<String, Object> claims) {
    return claims.get(AS_OF) instanceof Long second && second >= 0 && second <= LAST_SECOND
        ? of(Instant.ofEpochSecond(second), claims, AS_OF_NANOS)
        : of(issuedAt, claims, ISSUED);
  }

  /** This second, and what the claim says beyond it. */
  static Instant of(Instant second, Map<String, Object> claims, String claim) {
    return claims.get(claim) instanceof Number nanos
            && nanos.longValue() >= 0
            && nanos.longValue() <= MOST
        ? second.plusNanos(nanos.longValue())
        : second;
  }
}
