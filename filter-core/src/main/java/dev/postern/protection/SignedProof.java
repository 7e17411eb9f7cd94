package dev.postern.protection;

import dev.postern.identity.Identity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Judges what clients sign to prove themselves (RFC 7523). Implementations are thread-safe. */
public interface SignedProof {

  /**
   * Who it says that it is of; empty text if that cannot be read. Nothing is proved by that.
   *
   * @param assertion hostile
   */
  String claimed(String assertion);

  /**
   * The client that signed it, if it is good; it is used up then.
   *
   * @param assertion hostile
   * @param audiences what it may be for
   * @throws dev.postern.store.StoreException if it cannot be told whether it was used before
   */
  Optional<Identity> client(String assertion, Set<String> audiences, Instant now);
}
