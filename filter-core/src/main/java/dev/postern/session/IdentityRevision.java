package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.store.FindResult;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Gives the owner of stored sessions another identity, for example other roles, which the next
 * request of each session sees. A request under way that gives its session a new id writes the
 * former identity once more, as of its own time; so a session's identity counts only together with
 * {@link ManagedSession#identityAsOf()}. Thread-safe.
 *
 * @param subject whose sessions they are
 * @param change keeps the name
 * @param asOf from when on it is so
 */
record IdentityRevision(
    SessionStore store,
    SessionCodec codec,
    String subject,
    UnaryOperator<Identity> change,
    Instant asOf) {

  /** Whether there was a session of the subject. */
  boolean revise(SessionKey key, SessionRecord found) {
    SessionKey current = key;
    Optional<SessionRecord> record = Optional.of(found);
    for (int hop = 0; hop < SessionManager.MAX_HOPS && record.isPresent(); hop++) {
      Optional<SessionDelta> delta = delta(current, record.get());
      if (delta.isEmpty()) {
        return false;
      }
      UpdateResult result = store.update(current, delta.get());
      if (!(result instanceof UpdateResult.Moved moved)) {
        return result instanceof UpdateResult.Saved;
      }
      current = moved.to();
      record = find(current);
    }
    return false;
  }

  private Optional<SessionRecord> find(SessionKey key) {
    return store.find(key, Optional.empty()) instanceof FindResult.Found found
        ? Optional.of(found.session())
        : Optional.empty();
  }

  private Optional<SessionDelta> delta(SessionKey key, SessionRecord record) {
    return codec
        .decodeHeader(key, record.header())
        .flatMap(this::revised)
        .map(
            header ->
                new SessionDelta(
                    Optional.of(codec.encodeHeader(key, header)),
                    Map.of(),
                    Set.of(),
                    record.lastAccessedAt(),
                    Optional.empty(),
                    OptionalLong.empty()));
  }

  private Optional<SessionHeader> revised(SessionHeader header) {
    return header
        .identity()
        .filter(owner -> owner.name().equals(subject))
        .map(owner -> header.withRevised(change.apply(owner), asOf));
  }
}
