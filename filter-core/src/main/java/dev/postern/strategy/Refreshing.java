package dev.postern.strategy;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Carries logins on by refresh tokens. What a strategy offers that hands such tokens out.
 * Thread-safe.
 */
public interface Refreshing {

  /**
   * Changes a refresh token into a caller who is signed in anew, as the same identity; the pair of
   * tokens is what that caller's {@link Caller#commit()} sends.
   *
   * @param refreshToken hostile until proved good
   * @param scope what the access token shall be good for; empty for all that was granted
   * @return never {@link AuthenticationResult.Anonymous}
   * @throws dev.postern.store.StoreException if that cannot be told now; the token may come again
   */
  AuthenticationResult refresh(String refreshToken, Optional<Set<String>> scope, Instant now);

  /**
   * Ends the grant of a refresh token and its access tokens, and returns when that is confirmed.
   * One that is no good changes nothing.
   *
   * @param refreshToken hostile until proved good
   * @throws dev.postern.store.StoreException if it could not be confirmed
   */
  void revoke(String refreshToken, Instant now);
}
