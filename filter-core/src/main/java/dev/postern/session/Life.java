package dev.postern.session;

/** Where a session is in its life, as far as one request knows. */
enum Life {
  LIVE,

  /** Ended by this request; the store has yet to be told. */
  INVALID,

  /** Over, and shown once more to those who are told of the end. */
  ENDING,

  ENDED;

  boolean isReadable() {
    return this == LIVE || this == ENDING;
  }

  /** The end is on its way, or was made known. */
  boolean isEnded() {
    return this == ENDING || this == ENDED;
  }

  Life invalidated() {
    return this == ENDED ? ENDED : INVALID;
  }

  void requireReadable() {
    if (!isReadable()) {
      throw new IllegalStateException("The session has ended.");
    }
  }
}
