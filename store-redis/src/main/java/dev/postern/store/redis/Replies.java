package dev.postern.store.redis;

import dev.postern.store.UpdateResult;

/** What the scripts answer, in the words of the SPI. Stateless and thread-safe. */
final class Replies {

  private static final long GONE = 0;
  private static final long CONFLICT = -1;

  private Replies() {}

  static boolean isYes(Object reply) {
    return reply instanceof Long number && number == 1;
  }

  /** A version, a refusal, or the pointer of a moved session. */
  static UpdateResult updated(Object reply) {
    if (reply instanceof byte[] pointer) {
      return new UpdateResult.Moved(Pointer.parse(Text.string(pointer)).to());
    }
    long number = reply instanceof Long version ? version : GONE;
    if (number == GONE) {
      return new UpdateResult.Gone();
    }
    return number == CONFLICT ? new UpdateResult.Conflict() : new UpdateResult.Saved(number);
  }
}
