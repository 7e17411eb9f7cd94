package dev.postern;

import dev.postern.session.KeyedHash;
import dev.postern.store.OneTimeUse;
import dev.postern.strategy.SingleUse;
import dev.postern.token.VerifiedJwt;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Claims one-time tokens in the store. Without a window every request is a claimant of its own.
 * Within one, the same address and {@code User-Agent} are taken for the same client: the claim says
 * when it was made, so that no other record is needed. Neither is in the store but as a keyed hash.
 * Thread-safe.
 */
final class OneTimeClaims {

  private static final int RANDOM_BYTES = 16;

  /** A claim outlives its token, however far the clocks of nodes and store are apart. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private static final char SEPARATOR = '.';

  private final OneTimeUse uses;
  private final KeyedHash tokens;
  private final KeyedHash clients;
  private final Duration window;
  private final SecureRandom random;

  /**
   * Over this store.
   *
   * @param secret at least 32 bytes, the same on every node
   * @param window how long the first client may come again
   */
  OneTimeClaims(OneTimeUse uses, byte[] secret, Duration window, SecureRandom random) {
    this.uses = uses;
    this.tokens = new KeyedHash(secret, "postern one-time token 1");
    this.clients = new KeyedHash(secret, "postern one-time client 1");
    this.window = window;
    this.random = random;
  }

  /** For one request of this client. */
  SingleUse of(String address, @Nullable String userAgent) {
    if (window.isZero()) {
      return ofNobodyElse();
    }
    String client = clients.of(address + '\n' + String.valueOf(userAgent));
    return (token, now) -> isGranted(token, client, now);
  }

  /** For one request, and no other of whichever client. */
  SingleUse ofNobodyElse() {
    String client = nobodyElse();
    return (token, now) -> isGranted(token, client, now);
  }

  private boolean isGranted(VerifiedJwt token, String client, Instant now) {
    String key = tokens.of(token.text("iss").orElseThrow() + '\n' + token.id());
    String mine = client + SEPARATOR + now.getEpochSecond();
    String holder = uses.claim(key, mine, token.expiresAt().plus(MARGIN));
    return holder.equals(mine) || isStillMine(holder, client, now);
  }

  private boolean isStillMine(String holder, String client, Instant now) {
    int at = holder.lastIndexOf(SEPARATOR);
    if (at < 0 || !holder.substring(0, at).equals(client)) {
      return false;
    }
    Instant claimedAt = Instant.ofEpochSecond(Long.parseLong(holder.substring(at + 1)));
    return now.isBefore(claimedAt.plus(window));
  }

  private String nobodyElse() {
    return nobodyElse(random);
  }

  /** The name of a claimant whom nobody is. */
  static String nobodyElse(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
