package dev.postern.store;

/** What became of a new record. */
public enum CreateResult {
  /** It is stored, and enrolled if that was asked. */
  CREATED,
  /**
   * Nothing was stored: the key is taken, by a record, by the pointer of a moved one or by the
   * tombstone of a deleted one.
   */
  TAKEN,
  /**
   * Nothing was stored: the subject has as many sessions as it may have. Ended ones may be counted
   * among them until {@link SessionStore#findBySubject} was asked.
   */
  FULL
}
