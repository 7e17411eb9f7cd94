package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Left under the earlier key of a session. Immutable and thread-safe.
 *
 * @param to where the session went
 * @param end from this instant on the pointer does not count
 * @param readable whether a look-up may be told where the session is
 * @param subject whose session it is, if the new key may be missing in the subject's entry
 */
record Pointer(SessionKey to, Instant end, boolean readable, Optional<SubjectKey> subject)
    implements Entry {

  /** One to a session that nobody has to look for in the subject's entry. */
  Pointer(SessionKey to, Instant end, boolean readable) {
    this(to, end, readable, Optional.empty());
  }

  Pointer of(Optional<SubjectKey> owner) {
    return new Pointer(to, end, readable, owner);
  }
}
