package dev.postern.store;

/** What became of a change. Immutable and thread-safe. */
public sealed interface UpdateResult {

  /**
   * The change is stored.
   *
   * @param version the record's version now
   */
  record Saved(long version) implements UpdateResult {}

  /**
   * Nothing was stored: the session is filed under another key now.
   *
   * @param to the key to repeat the change under
   */
  record Moved(SessionKey to) implements UpdateResult {}

  /** Nothing was stored: the record is absent. */
  record Gone() implements UpdateResult {}

  /** Nothing was stored: the record has not the expected version. */
  record Conflict() implements UpdateResult {}

  /**
   * Nothing was stored: the subject has as many sessions as it may have ({@link
   * CreateResult#FULL}).
   */
  record Full() implements UpdateResult {}
}
