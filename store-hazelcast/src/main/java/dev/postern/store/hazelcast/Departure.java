package dev.postern.store.hazelcast;

import dev.postern.store.UpdateResult;

/**
 * One attempt to move a session. Immutable and thread-safe.
 *
 * @param before the session under its old key
 * @param leaving what stands there after it
 * @param version of the session under its new key
 */
record Departure(Live before, Leaving leaving, long version) {

  UpdateResult saved() {
    return new UpdateResult.Saved(version);
  }

  /** The session under its old key again; not the same bytes, or a late repeat would move it. */
  Live returned() {
    return before.with(before.formerKeys());
  }
}
