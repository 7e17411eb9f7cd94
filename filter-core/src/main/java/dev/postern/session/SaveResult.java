package dev.postern.session;

/** What became of a session when its request saved it. */
public enum SaveResult {
  /** The changes are stored, and the id the client has stays right. */
  SAVED,
  /** The changes are stored under an id that the client does not know yet and must be told. */
  SAVED_UNDER_NEW_ID,
  /** There was nothing to store. */
  UNCHANGED,
  /**
   * The session has ended, here or meanwhile elsewhere; nothing was stored, nothing was revived.
   */
  GONE
}
