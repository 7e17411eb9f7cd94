package dev.postern.store.memory;

import dev.postern.store.SessionKey;
import java.time.Instant;

/** What a key stands for: a session under this or an earlier key, or one that was deleted. */
sealed interface Entry permits Lineage, Tombstone {

  /**
   * Whether the key may be taken anew. Once true it stays true for this entry, whatever the clock.
   */
  boolean releases(SessionKey key, Instant now);
}
