package dev.postern.session;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings the changes of one request into the store, whatever other requests did to the session
 * meanwhile. Holds the session's lock while it asks the store, so that two threads of one request
 * save once. Thread-safe.
 */
final class SessionWriter {

  /** One for each other request that changed the id while this one was saving. */
  private static final int MAX_ATTEMPTS = 64;

  private final SessionStore store;
  private final SessionKeys keys;
  private final SessionSettings settings;
  private final SessionCodec codec;
  private final SubjectRoom room;
  private final SessionEnd ends;

  SessionWriter(
      SessionStore store,
      SessionKeys keys,
      SessionSettings settings,
      SessionCodec codec,
      SessionEnd ends,
      UntoldSessions untold) {
    this.store = store;
    this.keys = keys;
    this.settings = settings;
    this.codec = codec;
    this.room = new SubjectRoom(store, keys, settings.perSubject(), codec, ends, untold);
    this.ends = ends;
  }

  SaveResult save(ManagedSession session, Instant now) {
    return session.isValid() ? session.whileAsleep(() -> saveIfValid(session, now)) : end(session);
  }

  private SaveResult saveIfValid(ManagedSession session, Instant now) {
    synchronized (session) {
      if (session.isValid()) {
        return session
            .storedUnder()
            .map(key -> saveStored(session, key, now))
            .orElseGet(
                () -> session.isWorthCreating() ? create(session, now) : SaveResult.UNCHANGED);
      }
    }
    return end(session);
  }

  private SaveResult end(ManagedSession session) {
    ends.end(session);
    return SaveResult.GONE;
  }

  private SaveResult saveStored(ManagedSession session, SessionKey key, Instant now) {
    return switch (session.draft().idChange()) {
      case NONE -> updateIfChanged(session, key, now);
      case RENEWED -> renew(session, key, now);
      case LOGIN -> login(session, key, now);
    };
  }

  /** A taken id is one whose creation was confirmed but not heard of: nobody was told, drop it. */
  private SaveResult create(ManagedSession session, Instant now) {
    if (!isCreated(session, now)) {
      session.startOver();
      if (!isCreated(session, now)) {
        throw new IllegalStateException("Two fresh session ids in a row are taken.");
      }
    }
    session.saved(keys.keyOf(session.id()));
    return SaveResult.SAVED_UNDER_NEW_ID;
  }

  private boolean isCreated(ManagedSession session, Instant now) {
    SessionKey key = keys.keyOf(session.id());
    SessionRecord first = session.draft().toRecord(key, now);
    CreateResult result =
        room.forLogin(
            session, key, enrolment -> store.create(key, first, enrolment), CreateResult.FULL);
    return result == CreateResult.CREATED;
  }

  private SaveResult updateIfChanged(ManagedSession session, SessionKey key, Instant now) {
    SessionDelta delta = session.draft().toDelta(now);
    boolean isChanged =
        !delta.changed().isEmpty() || !delta.removed().isEmpty() || delta.lifetime().isPresent();
    return isChanged ? update(session, key, delta) : SaveResult.UNCHANGED;
  }

  private SaveResult update(ManagedSession session, SessionKey key, SessionDelta delta) {
    SessionKey current = key;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      UpdateResult result = store.update(current, delta);
      if (!(result instanceof UpdateResult.Moved moved)) {
        return settle(session, result, current, SaveResult.SAVED);
      }
      current = moved.to();
    }
    throw tooManyIdChanges();
  }

  /**
   * Never moves a session that another request has moved already: that one may have been a login,
   * and whoever holds only the old id must not be handed an id of the session behind it (session
   * fixation). The id has changed, as was asked; the other request tells its client.
   */
  private SaveResult renew(ManagedSession session, SessionKey from, Instant now) {
    SessionKey to = keys.keyOf(session.id());
    UpdateResult result =
        store.move(
            from,
            to,
            session.draft().toMove(to, now),
            settings.grace(true),
            room.forNewKey(session));
    if (result instanceof UpdateResult.Moved moved) {
      return follow(session, moved, to, now);
    }
    return settle(session, result, to, SaveResult.SAVED_UNDER_NEW_ID);
  }

  /**
   * Moves the session wherever it is, so that the id is one that only this caller knows. If another
   * subject has logged in to it meanwhile, that session ends and this login gets its own; so it
   * does if the session has ended meanwhile, because a proved password is no request in flight.
   */
  private SaveResult login(ManagedSession session, SessionKey key, Instant now) {
    SessionKey from = key;
    SessionKey to = keys.keyOf(session.id());
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      UpdateResult result = moveForLogin(session, from, to, now);
      if (result instanceof UpdateResult.Gone) {
        session.startOver();
        return create(session, now);
      }
      if (!(result instanceof UpdateResult.Moved moved)) {
        return settle(session, result, to, SaveResult.SAVED_UNDER_NEW_ID);
      }
      from = moved.to();
      if (from.equals(to)) {
        return follow(session, moved, to, now);
      }
      if (isTakenByOther(session, from)) {
        ends.supersede(from, settings.idGrace());
        session.startOver();
        return create(session, now);
      }
    }
    throw tooManyIdChanges();
  }

  private UpdateResult moveForLogin(
      ManagedSession session, SessionKey from, SessionKey to, Instant now) {
    SessionDelta login = session.draft().toMove(to, now);
    return room.forLogin(
        session,
        to,
        enrolment -> store.move(from, to, login, settings.grace(false), enrolment),
        new UpdateResult.Full());
  }

  /**
   * Whose a record is never changes under one key, so what is read here stays true. One that cannot
   * be read might be anybody's.
   */
  private boolean isTakenByOther(ManagedSession session, SessionKey key) {
    return store.find(key, Optional.empty()) instanceof FindResult.Found found
        && codec
            .decodeHeader(key, found.session().header())
            .map(header -> header.identity().filter(session::belongsToOtherThan).isPresent())
            .orElse(true);
  }

  /**
   * Moved to the very key that was asked for: the answer to an earlier attempt was lost. The header
   * is left alone: there it is written already, and elsewhere it is another request's.
   */
  private SaveResult follow(
      ManagedSession session, UpdateResult.Moved moved, SessionKey asked, Instant now) {
    SaveResult updated = update(session, moved.to(), session.draft().toDelta(now));
    boolean ownMove = moved.to().equals(asked) && updated == SaveResult.SAVED;
    return ownMove ? SaveResult.SAVED_UNDER_NEW_ID : updated;
  }

  private static SaveResult settle(
      ManagedSession session, UpdateResult result, SessionKey key, SaveResult whenSaved) {
    if (result instanceof UpdateResult.Saved) {
      session.saved(key);
      return whenSaved;
    }
    if (result instanceof UpdateResult.Gone) {
      session.ended();
      return SaveResult.GONE;
    }
    throw new IllegalStateException("The store reports a conflict, but no version was expected.");
  }

  private static IllegalStateException tooManyIdChanges() {
    return new IllegalStateException(
        "The session changed its id " + MAX_ATTEMPTS + " times while it was being saved.");
  }
}
