package dev.postern.store;

/** What is filed under a key. Immutable and thread-safe. */
public sealed interface FindResult {

  /**
   * A live record.
   *
   * @param session as it was before this look-up touched it, so that its last access is the
   *     previous one
   */
  record Found(SessionRecord session) implements FindResult {}

  /**
   * The session is filed under another key now; this pointer is still within its grace and may be
   * followed.
   *
   * @param to the key to ask for instead
   */
  record Moved(SessionKey to) implements FindResult {}

  /**
   * The session is filed under another key now, and whoever holds the old one must not reach it
   * ({@link Grace#readable()}); or it has ended and its client has got another one ({@link
   * SessionStore#supersede}). Told apart from {@link Absent} because the client that made the
   * change may already hold the new id: nothing must be taken from it.
   */
  record Superseded() implements FindResult {}

  /** Nothing: never there, expired or deleted. */
  record Absent() implements FindResult {}
}
