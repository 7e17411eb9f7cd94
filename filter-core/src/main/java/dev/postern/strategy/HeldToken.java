package dev.postern.strategy;

import dev.postern.token.VerifiedJwt;
import java.time.Instant;
import java.util.Optional;

/**
 * The access token that a caller holds, as far as taking it back needs it. Immutable and
 * thread-safe.
 *
 * @param id its {@code jti}
 * @param expiresAt from then on it is refused anyway
 * @param handle its {@code sid}: the grant that it came of, if it came of one
 */
record HeldToken(String id, Instant expiresAt, Optional<String> handle) {

  static HeldToken of(VerifiedJwt jwt) {
    return new HeldToken(jwt.id(), jwt.expiresAt(), jwt.text("sid"));
  }
}
