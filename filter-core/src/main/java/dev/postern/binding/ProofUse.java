package dev.postern.binding;

import java.time.Instant;

/** Knows on all nodes which proofs were used. Thread-safe. */
@FunctionalInterface
public interface ProofUse {

  /**
   * Uses a proof up, unless it was before (RFC 9449 section 11.1).
   *
   * @param key the thumbprint of the key that signed it
   * @param address the request that it was for
   * @param id its {@code jti}
   * @param until from then on it is refused anyway
   * @return whether this is its first use
   * @throws dev.postern.store.StoreException if that cannot be told
   */
  boolean isFirst(String key, String address, String id, Instant until);
}
