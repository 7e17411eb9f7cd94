package dev.postern.session;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A live session during one request, which owns it: what was stored when the request asked for it,
 * and what the request changed since. Changes reach the store, and other requests, when {@link
 * SessionManager#save} is called. Mutable; safe for use by the threads of that one request.
 */
public final class ManagedSession {

  private final SessionDraft draft;
  private final Instant lastAccessedAt;
  private final boolean begunHere;
  private final Slumber slumber = new Slumber(this::held, this::woken);

  /** Of a session whose id nobody holds any more. */
  private final Optional<SessionKey> lastKey;

  private Optional<SessionKey> storedUnder;
  private Life life = Life.LIVE;
  private boolean detached;
  private boolean owesNewId;
  private boolean sealedAnew;

  /** One that nobody has stored yet. */
  ManagedSession(SessionIds ids, SessionCodec codec, Lifetime lifetime, Instant createdAt) {
    this.draft = SessionDraft.first(ids, codec, lifetime, createdAt);
    this.lastAccessedAt = createdAt;
    this.begunHere = true;
    this.lastKey = Optional.empty();
    this.storedUnder = Optional.empty();
  }

  /**
   * One that was found.
   *
   * @param deferred fetches, from the record under a key, the attribute of a name
   */
  ManagedSession(
      SessionIds ids,
      SessionCodec codec,
      SessionId id,
      SessionKey storedUnder,
      SessionHeader header,
      SessionRecord found,
      BiFunction<SessionKey, String, Optional<StoredValue>> deferred) {
    this(ids, codec, id, storedUnder, Optional.empty(), header, found, deferred);
  }

  private ManagedSession(
      SessionIds ids,
      SessionCodec codec,
      SessionId id,
      SessionKey storedUnder,
      Optional<SessionKey> lastKey,
      SessionHeader header,
      SessionRecord found,
      BiFunction<SessionKey, String, Optional<StoredValue>> deferred) {
    SessionAttributes attributes =
        new SessionAttributes(
            codec.attributesOf(header.recordId()),
            found.attributes(),
            name -> storedUnder().flatMap(key -> deferred.apply(key, name)));
    this.draft = new SessionDraft(ids, codec, attributes, id, header, found.lifetime());
    this.lastAccessedAt = found.lastAccessedAt();
    this.begunHere = false;
    this.lastKey = lastKey;
    this.storedUnder = Optional.of(storedUnder);
  }

  /** One that is over, of which only the record is left, with nothing deferred. */
  static ManagedSession ended(
      SessionIds ids, SessionCodec codec, SessionHeader header, StoredSession ended) {
    ManagedSession session =
        new ManagedSession(
            ids,
            codec,
            ids.sessionId(),
            ended.key(),
            Optional.of(ended.key()),
            header,
            ended.session(),
            (key, name) -> Optional.empty());
    session.life = Life.ENDING;
    return session;
  }

  /** The secret id; another one after {@link #renewId()} and after a login. */
  public synchronized SessionId id() {
    return draft.id();
  }

  /**
   * What the application may see of the id, computed when it is asked for; stays that of the id of
   * now, whatever becomes of that.
   */
  public synchronized Supplier<String> publicId() {
    Supplier<SessionKey> shown = draft.key();
    return () -> PublicId.of(lastKey.orElseGet(shown));
  }

  /** The same on every node and through every change of the id, and no secret. */
  public synchronized String recordId() {
    return draft.header().recordId().value();
  }

  /** Whether it was begun by this very request, so that the client cannot know of it yet. */
  public boolean isNew() {
    return begunHere;
  }

  /** When the session began; a login does not change it. */
  public synchronized Instant createdAt() {
    return draft.header().createdAt();
  }

  /**
   * The access before this one, or the creation if there was none; never decreases. Accesses that
   * change nothing are recorded once in a while only: at most 60 seconds, or a tenth of the idle
   * timeout if that is less, are missing; a tenth of it if the client itself has the session.
   */
  public Instant lastAccessedAt() {
    return lastAccessedAt;
  }

  /** How long the session lives without being used; zero or less: until {@link #expiresAt()}. */
  public synchronized Duration maxInactive() {
    return draft.lifetime().idleTimeout();
  }

  /** Sets {@link #maxInactive()} for this session; the absolute lifetime holds all the same. */
  public synchronized void setMaxInactive(Duration maxInactive) {
    life.requireReadable();
    draft.setMaxInactive(maxInactive);
  }

  /** The end of the absolute lifetime; an idle session ends earlier. */
  public synchronized Instant expiresAt() {
    return draft.lifetime().deadline();
  }

  /** Who has logged in, or empty. */
  public synchronized Optional<Identity> identity() {
    return draft.header().identity();
  }

  /** As of when the identity is what it is; empty while nobody has logged in. */
  public synchronized Optional<Instant> identityAsOf() {
    return draft.header().identityAsOf();
  }

  /** From here on tells which attributes become bytes for a shared store, or come from some. */
  public synchronized void watch(Passivation watcher) {
    slumber.watch(draft.attributes().makesBytes() ? watcher : Passivation.unheard());
  }

  /**
   * The attribute of this name, or null. Null also for one that is stored and cannot be read here
   * and now, because its class is missing or has changed: it stays stored. A large one costs a trip
   * when it is first asked for.
   *
   * @throws IllegalStateException if the session has ended
   * @throws dev.postern.store.StoreException if a large one could not be fetched
   */
  public @Nullable Object attribute(String name) {
    try {
      return read(name);
    } finally {
      slumber.wake();
    }
  }

  private synchronized @Nullable Object read(String name) {
    life.requireReadable();
    return draft.attributes().get(name);
  }

  /**
   * The names of all attributes, a copy; those that cannot be read are among them.
   *
   * @throws IllegalStateException if the session has ended
   */
  public synchronized Set<String> attributeNames() {
    life.requireReadable();
    return draft.attributes().names();
  }

  /**
   * Sets an attribute.
   *
   * @throws IllegalStateException if the session has ended, holds 256 others, the name is longer
   *     than 256 characters, or the value too large for a shared store
   * @throws IllegalArgumentException if a shared store must not hold objects of a class in it
   */
  public void setAttribute(String name, Object value) {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    whileAsleep(List.of(value), () -> set(name, value));
  }

  private synchronized boolean set(String name, Object value) {
    life.requireReadable();
    draft.attributes().set(name, value);
    return true;
  }

  /**
   * Removes an attribute, if it is there.
   *
   * @throws IllegalStateException if the session has ended
   */
  public synchronized void removeAttribute(String name) {
    life.requireReadable();
    draft.attributes().remove(name);
  }

  /**
   * Gives the session another id when it is saved. The old one stands for it for a short while.
   *
   * @throws IllegalStateException if the session has ended
   */
  public synchronized void renewId() {
    life.requireReadable();
    draft.renewId();
  }

  /**
   * Ends the session for this request at once, and in the store when it is saved. To have the end
   * confirmed before going on, use {@link SessionManager#end(ManagedSession)}.
   */
  public synchronized void invalidate() {
    life = life.invalidated();
  }

  /** False once the session was ended, here or, as a save found out, elsewhere. */
  public synchronized boolean isValid() {
    return life.isReadable();
  }

  /**
   * Ends a session that was never stored and of which no client was told.
   *
   * @throws IllegalStateException if it is stored
   */
  public synchronized void discard() {
    if (isStored()) {
      throw new IllegalStateException("The session is stored; only the store can end it.");
    }
    life = Life.ENDED;
  }

  /** Whether the client itself has it, so that only an answer that has not left can change it. */
  public synchronized boolean isCarried() {
    return draft.isCarried();
  }

  /** Whether it is in the store, as far as this request knows. */
  public synchronized boolean isStored() {
    return storedUnder.isPresent();
  }

  /** The end is on its way, or was made known: nothing is left to do. */
  synchronized boolean isEnded() {
    return life.isEnded();
  }

  /** Can be read once more, and no longer than until {@link #ended()}. */
  synchronized void reopen() {
    life = Life.ENDING;
  }

  /** Nothing can be fetched any more, so here is what was not. */
  synchronized void complete(SessionRecord last) {
    draft.attributes().complete(last.attributes());
  }

  /**
   * Another id and another owner.
   *
   * @return makes that undone, as long as it was not stored
   */
  synchronized Runnable login(Identity identity, Login login, Instant deadline) {
    life.requireReadable();
    Runnable undo = draft.login(identity, login, deadline);
    return () -> {
      synchronized (this) {
        undo.run();
      }
    };
  }

  /** The id was stored before the client could be told: the next save says that it is new. */
  synchronized void owesNewId() {
    owesNewId = true;
  }

  /** Whether the client has yet to be told; asks once. */
  synchronized boolean takeOwedNewId() {
    boolean owed = owesNewId;
    owesNewId = false;
    return owed;
  }

  synchronized boolean belongsToOtherThan(Identity other) {
    return draft.header().belongsToOtherThan(other);
  }

  /** For what turns the attributes of this session into bytes. Not to be called under its lock. */
  <T> T whileAsleep(Supplier<T> encoding) {
    return slumber.during(encoding);
  }

  /** The same, for what turns some values into bytes. */
  <T> T whileAsleep(List<Object> values, Supplier<T> encoding) {
    return slumber.during(values, encoding);
  }

  private synchronized List<Object> held() {
    return draft.attributes().held();
  }

  private synchronized List<Object> woken() {
    return draft.attributes().takeWoken();
  }

  synchronized boolean hasPlace() {
    return draft.hasPlace();
  }

  /** What the store is to be given; to be used under the session's lock. */
  SessionDraft draft() {
    return draft;
  }

  synchronized Optional<SessionKey> storedUnder() {
    return storedUnder;
  }

  synchronized boolean isWorthCreating() {
    return draft.header().identity().isPresent() || !(detached || draft.attributes().isEmpty());
  }

  /** From here on nothing but a login is worth storing. */
  synchronized void detach() {
    detached = true;
  }

  /** From here on, what was handed over for the store counts as stored under this key. */
  synchronized void saved(SessionKey key) {
    storedUnder = Optional.of(key);
    draft.saved();
  }

  /** The same, of a session that the client keeps and this request has written anew. */
  synchronized void sealedUnder(SessionKey key) {
    saved(key);
    sealedAnew = true;
  }

  synchronized boolean isSealedAnew() {
    return sealedAnew;
  }

  /** Its id is to be another one, and its absolute lifetime to begin anew. */
  synchronized void beginAnew(Instant deadline) {
    life.requireReadable();
    draft.beginAnew(deadline);
  }

  /** From here on it can only be read, until {@link #ended()}; false if its end is known. */
  synchronized boolean beginEnd() {
    if (isEnded()) {
      return false;
    }
    life = Life.ENDING;
    return true;
  }

  /** The record is gone: nothing is stored, and this is no session any more. */
  synchronized void ended() {
    storedUnder = Optional.empty();
    life = Life.ENDED;
  }

  /** Keeps what this request changed, leaves the rest to the record it came from. */
  synchronized void startOver() {
    storedUnder = Optional.empty();
    draft.startOver();
  }
}
