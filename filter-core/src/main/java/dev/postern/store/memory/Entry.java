package dev.postern.store.memory;

import dev.postern.store.FindResult;
import dev.postern.store.SessionKey;
import java.time.Instant;
import java.util.Optional;

/** What a key stands for: a session under this or an earlier key, or one that was deleted. */
sealed interface Entry permits Lineage, Tombstone {

  /** What a look-up of the key is answered. */
  FindResult find(SessionKey key, Optional<Instant> accessedAt, Instant now);

  /**
   * Whether the key may be taken anew. Once true it stays true for this entry, whatever the clock.
   */
  boolean releases(SessionKey key, Instant now);
}
