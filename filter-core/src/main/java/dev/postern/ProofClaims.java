package dev.postern;

import dev.postern.binding.ProofUse;
import dev.postern.session.KeyedHash;
import dev.postern.store.OneTimeUse;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Claims DPoP proofs in the store, so that each is good for one request on one node only (DP-3).
 * Neither key nor address nor id is in the store but as a keyed hash. Thread-safe.
 */
final class ProofClaims implements ProofUse {

  private final OneTimeUse uses;
  private final KeyedHash proofs;
  private final SecureRandom random;

  /**
   * Over this store.
   *
   * @param secret at least 32 bytes, the same on every node
   */
  ProofClaims(OneTimeUse uses, byte[] secret, SecureRandom random) {
    this.uses = uses;
    this.proofs = new KeyedHash(secret, "postern dpop proof 1");
    this.random = random;
  }

  /** None of the three has a line end in it, so no two proofs are one. */
  @Override
  public boolean isFirst(String key, String address, String id, Instant until) {
    String mine = OneTimeClaims.nobodyElse(random);
    return uses.claim(proofs.of(key + '\n' + address + '\n' + id), mine, until).equals(mine);
  }
}
