package dev.postern.store.redis;

import dev.postern.store.CreateResult;
import dev.postern.store.SessionKey;
import dev.postern.store.StoredSession;
import dev.postern.store.UpdateResult;
import java.util.ArrayList;
import java.util.List;

/** What the scripts answer, in the words of the SPI. Stateless and thread-safe. */
final class Replies {

  private static final long GONE = 0;
  private static final long CONFLICT = -1;
  private static final long FULL = -2;

  private Replies() {}

  static boolean isYes(Object reply) {
    return reply instanceof Long number && number == 1;
  }

  static CreateResult created(Object reply) {
    if (isYes(reply)) {
      return CreateResult.CREATED;
    }
    return reply instanceof Long number && number == FULL ? CreateResult.FULL : CreateResult.TAKEN;
  }

  /** Of each session its key, then the fields that a record cannot be without. */
  static List<StoredSession> sessions(Object reply) {
    List<StoredSession> sessions = new ArrayList<>();
    for (Object each : (List<?>) reply) {
      List<?> parts = (List<?>) each;
      SessionKey key = new SessionKey(Text.string((byte[]) parts.get(0)));
      Stored.of(List.of(Fields.META, Fields.HEADER), parts.subList(1, parts.size()))
          .session()
          .ifPresent(session -> sessions.add(new StoredSession(key, session)));
    }
    return sessions;
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
    if (number == FULL) {
      return new UpdateResult.Full();
    }
    return number == CONFLICT ? new UpdateResult.Conflict() : new UpdateResult.Saved(number);
  }
}
