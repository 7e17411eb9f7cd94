package dev.postern.grant;

import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import java.time.Instant;

/**
 * A grant as it was read, and where. Immutable and thread-safe.
 *
 * @param key it is filed under
 * @param state what it says
 * @param record as the store has it
 */
record StoredGrant(SessionKey key, GrantState state, SessionRecord record) {

  /** When the grant ends that is used now. */
  Instant endAfter(Instant now) {
    return record.lifetime().endAfter(now);
  }

  /** When it ends if it is not used again. */
  Instant expiresAt() {
    return record.expiresAt();
  }
}
