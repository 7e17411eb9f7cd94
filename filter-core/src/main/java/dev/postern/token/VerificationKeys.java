package dev.postern.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys of a ring that verify at one moment.
 *
 * @param tokenLife how long after its making a token may still be accepted
 */
record VerificationKeys(KeyRing ring, Instant now, Duration tokenLife) {

  Optional<RingKey> find(String keyId) {
    return ring.verificationKey(keyId, now, tokenLife);
  }

  RingKey named(TokenHeader header) throws RefusedTokenException {
    return named(header.member("kid"));
  }

  RingKey named(String keyId) throws RefusedTokenException {
    return find(keyId).orElseThrow(() -> new RefusedTokenException(JwtProblem.UNKNOWN_KEY));
  }
}
