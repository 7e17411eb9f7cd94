package dev.postern.token;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Seconds since 1970 as RFC 7519 section 2 writes them, and only within exact range. */
final class NumericDate {

  /** Beyond it neighbouring integers are one double, and verifiers disagree. */
  private static final BigDecimal LIMIT = BigDecimal.valueOf(1L << 53);

  private NumericDate() {}

  /** Empty for anything but a number in [0, 2^53); strings of digits are not numbers. */
  static Optional<Instant> read(Object value) {
    if (value instanceof Long seconds) {
      return within(BigDecimal.valueOf(seconds));
    }
    return value instanceof BigDecimal number ? within(number) : Optional.empty();
  }

  private static Optional<Instant> within(BigDecimal seconds) {
    if (seconds.signum() < 0 || seconds.compareTo(LIMIT) >= 0) {
      return Optional.empty();
    }
    long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
    return Optional.of(Instant.ofEpochSecond(seconds.longValue(), nanos));
  }
}
