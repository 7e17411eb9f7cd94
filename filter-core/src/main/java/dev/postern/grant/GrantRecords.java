package dev.postern.grant;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Grants in the session store: each a record without attributes, whose header is all that is kept.
 * Every method throws {@link dev.postern.store.StoreException} if the store cannot be asked.
 * Thread-safe.
 */
final class GrantRecords {

  private static final System.Logger LOG = System.getLogger(GrantRecords.class.getName());

  private final SessionStore store;
  private final GrantCodec codec;

  GrantRecords(SessionStore store, GrantCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  CreateResult create(
      SessionKey key, GrantState state, Lifetime lifetime, Instant now, Enrolment enrolment) {
    SessionRecord first = new SessionRecord(codec.encode(key, state), Map.of(), now, lifetime, 1);
    return store.create(key, first, Optional.of(enrolment));
  }

  /** Without a touch: only a rotation makes a grant live longer. */
  Optional<StoredGrant> find(SessionKey key) {
    return store.find(key, Optional.empty()) instanceof FindResult.Found found
        ? decode(new StoredSession(key, found.session()))
        : Optional.empty();
  }

  /** The compare-and-set: only if nobody has written since this was read. */
  UpdateResult replace(StoredGrant read, GrantState state, Instant usedAt) {
    SessionDelta delta =
        new SessionDelta(
            Optional.of(codec.encode(read.key(), state)),
            Map.of(),
            Set.of(),
            usedAt,
            Optional.empty(),
            OptionalLong.of(read.record().version()));
    return store.update(read.key(), delta);
  }

  /** Whether there was one. */
  boolean delete(SessionKey key) {
    return store.delete(key).isPresent();
  }

  List<StoredSession> of(SubjectKey subject) {
    return store.findBySubject(subject);
  }

  /** Empty also for one that only a later version of this library can read. */
  Optional<StoredGrant> decodeIfReadable(StoredSession stored) {
    try {
      return decode(stored);
    } catch (StoreException newer) {
      LOG.log(Level.WARNING, "event=grant-refused reason=newer-version");
      return Optional.empty();
    }
  }

  Optional<StoredGrant> decode(StoredSession stored) {
    return codec
        .decode(stored.key(), stored.session().header())
        .map(state -> new StoredGrant(stored.key(), state, stored.session()));
  }
}
