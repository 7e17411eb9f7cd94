package dev.postern.grant;

import dev.postern.session.RecordId;
import dev.postern.store.StoredSession;
import java.time.Instant;

/**
 * Ends grants: first the record, so that nothing new comes of it, then the access tokens that came
 * of it (RV-3). Either step may be repeated. Thread-safe.
 */
final class GrantEnd {

  private final GrantRecords records;
  private final GrantKeys keys;
  private final AccessTokenDenial denial;

  GrantEnd(GrantRecords records, GrantKeys keys, AccessTokenDenial denial) {
    this.records = records;
    this.keys = keys;
    this.denial = denial;
  }

  /**
   * Returns when it is confirmed. The access tokens are denied also if the record is gone: an end
   * that was not confirmed before is made up for.
   *
   * @return whether there was one
   */
  boolean end(RecordId handle, Instant now) {
    boolean wasThere = records.delete(keys.keyOf(handle));
    denial.deny(handle.value(), now);
    return wasThere;
  }

  /**
   * Ends a grant that was found by its subject. Of one that cannot be read the handle is not known,
   * and its access tokens live until their own end.
   *
   * @return whether there was one still
   */
  boolean end(StoredSession stored, Instant now) {
    return records
        .decodeIfReadable(stored)
        .map(grant -> end(grant.state().handle(), now))
        .orElseGet(() -> records.delete(stored.key()));
  }
}
