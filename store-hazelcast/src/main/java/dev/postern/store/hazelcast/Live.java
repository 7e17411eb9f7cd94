package dev.postern.store.hazelcast;

import dev.postern.store.SessionRecord;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A session under its key. Immutable and thread-safe.
 *
 * @param session the record
 * @param formerKeys the earlier keys that may still lead here
 * @param mark a random number of this one write, so that no two writes have equal bytes: after a
 *     lost reply the writer recognizes its own
 */
record Live(SessionRecord session, List<FormerKey> formerKeys, long mark) implements Entry {

  Live {
    formerKeys = List.copyOf(formerKeys);
  }

  static Live of(SessionRecord session, List<FormerKey> formerKeys) {
    return new Live(session, formerKeys, ThreadLocalRandom.current().nextLong());
  }

  Live with(SessionRecord changed) {
    return of(changed, formerKeys);
  }

  @Override
  public Instant end() {
    return session.expiresAt();
  }
}
