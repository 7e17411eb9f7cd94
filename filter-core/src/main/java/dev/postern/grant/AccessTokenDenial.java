package dev.postern.grant;

import java.time.Instant;

/**
 * Takes back the access tokens of a grant that has ended (RFC 7009 section 2.1). Implementations
 * are thread-safe.
 */
@FunctionalInterface
public interface AccessTokenDenial {

  /**
   * Denies them, and returns when that is confirmed.
   *
   * @param handle of the grant, which stands in its access tokens
   * @throws dev.postern.store.StoreException if it could not be confirmed
   */
  void deny(String handle, Instant now);
}
