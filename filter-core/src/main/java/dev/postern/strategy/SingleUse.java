package dev.postern.strategy;

import dev.postern.token.VerifiedJwt;
import java.time.Instant;

/** Says of a good one-time token whether this request may use it. Belongs to one request. */
public interface SingleUse {

  /**
   * Uses the token up, unless somebody was first.
   *
   * @return whether this request may use it
   * @throws dev.postern.store.StoreException if that cannot be told
   */
  boolean isGranted(VerifiedJwt token, Instant now);
}
