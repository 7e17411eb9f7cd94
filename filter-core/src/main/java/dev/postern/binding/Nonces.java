package dev.postern.binding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * Nonces for DPoP proofs (RFC 9449 section 8): a time and its MAC, so that every node knows those
 * of the others and none has to remember any. A proof that was made in advance has none that is
 * still good. Thread-safe.
 */
final class Nonces {

  private static final Duration TURN = Duration.ofMinutes(1);

  /** Clocks of nodes differ: the nonce of one that is ahead is good here, too. */
  private static final int AHEAD = 1;

  private static final int BEHIND = 2;

  private final UnaryOperator<String> mac;

  /**
   * Nonces under this MAC.
   *
   * @param mac text to letters, digits, {@code -} and {@code _}; the same on every node
   */
  Nonces(UnaryOperator<String> mac) {
    this.mac = requireNonNull(mac, "mac");
  }

  /** The one to be used from now on. */
  String at(Instant now) {
    return of(turnOf(now));
  }

  /** Whether this is one that was given out not long ago. */
  boolean isGood(String nonce, Instant now) {
    byte[] shown = nonce.getBytes(US_ASCII);
    return LongStream.rangeClosed(turnOf(now) - BEHIND, turnOf(now) + AHEAD)
        .mapToObj(turn -> of(turn).getBytes(US_ASCII))
        .anyMatch(good -> MessageDigest.isEqual(good, shown));
  }

  private static long turnOf(Instant now) {
    return now.getEpochSecond() / TURN.toSeconds();
  }

  private String of(long turn) {
    return mac.apply(Long.toString(turn));
  }
}
