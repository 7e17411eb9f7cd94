package dev.postern.session;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A live session during one request, which owns it: what was stored when the request asked for it,
 * and what the request changed since. Changes reach the store, and other requests, when {@link
 * SessionManager#save} is called. Mutable; safe for use by the threads of that one request.
 */
public final class ManagedSession {

  /** How the id changed since the session was last stored. */
  enum IdChange {
    NONE,
    RENEWED,
    LOGIN
  }

  private final FreshIds freshIds;
  private final SessionCodec codec;
  private final SessionAttributes attributes;
  private final Instant lastAccessedAt;
  private final boolean begunHere;

  private SessionId id;
  private Optional<SessionKey> storedUnder;
  private SessionHeader header;
  private Lifetime lifetime;
  private IdChange idChange = IdChange.NONE;
  private AttributeChanges handedOver = AttributeChanges.NONE;
  private boolean lifetimeChanged;
  private boolean valid = true;
  private boolean detached;
  private boolean owesNewId;

  /** One that nobody has stored yet. */
  ManagedSession(FreshIds freshIds, SessionCodec codec, Lifetime lifetime, Instant createdAt) {
    this.freshIds = freshIds;
    this.codec = codec;
    this.header = new SessionHeader(freshIds.recordId(), Optional.empty(), createdAt);
    this.attributes =
        new SessionAttributes(
            codec.attributesOf(header.recordId()), Map.of(), name -> Optional.empty());
    this.lastAccessedAt = createdAt;
    this.begunHere = true;
    this.id = freshIds.sessionId();
    this.storedUnder = Optional.empty();
    this.lifetime = lifetime;
  }

  /**
   * One that was found.
   *
   * @param deferred fetches, from the record under a key, the attribute of a name
   */
  ManagedSession(
      FreshIds freshIds,
      SessionCodec codec,
      SessionId id,
      SessionKey storedUnder,
      SessionHeader header,
      SessionRecord found,
      BiFunction<SessionKey, String, Optional<StoredValue>> deferred) {
    this.freshIds = freshIds;
    this.codec = codec;
    this.header = header;
    this.attributes =
        new SessionAttributes(
            codec.attributesOf(header.recordId()),
            found.attributes(),
            name -> storedUnder().flatMap(key -> deferred.apply(key, name)));
    this.lastAccessedAt = found.lastAccessedAt();
    this.begunHere = false;
    this.id = id;
    this.storedUnder = Optional.of(storedUnder);
    this.lifetime = found.lifetime();
  }

  /** The secret id; another one after {@link #renewId()} and after a login. */
  public synchronized SessionId id() {
    return id;
  }

  /** Whether it was begun by this very request, so that the client cannot know of it yet. */
  public boolean isNew() {
    return begunHere;
  }

  /** When the session began; a login does not change it. */
  public synchronized Instant createdAt() {
    return header.createdAt();
  }

  /**
   * The access before this one, or the creation if there was none; never decreases. Accesses that
   * change nothing are recorded once in a while only: at most 60 seconds, or a tenth of the idle
   * timeout if that is less, are missing.
   */
  public Instant lastAccessedAt() {
    return lastAccessedAt;
  }

  /** How long the session lives without being used; zero or less: until {@link #expiresAt()}. */
  public synchronized Duration maxInactive() {
    return lifetime.idleTimeout();
  }

  /** Sets {@link #maxInactive()} for this session; the absolute lifetime holds all the same. */
  public synchronized void setMaxInactive(Duration maxInactive) {
    requireValid();
    lifetime = new Lifetime(maxInactive, lifetime.deadline());
    lifetimeChanged = true;
  }

  /** The end of the absolute lifetime; an idle session ends earlier. */
  public synchronized Instant expiresAt() {
    return lifetime.deadline();
  }

  /** Who has logged in, or empty. */
  public synchronized Optional<Identity> identity() {
    return header.identity();
  }

  /**
   * The attribute of this name, or null. Null also for one that is stored and cannot be read here
   * and now, because its class is missing or has changed: it stays stored. A large one costs a trip
   * when it is first asked for.
   *
   * @throws IllegalStateException if the session has ended
   * @throws dev.postern.store.StoreException if a large one could not be fetched
   */
  public synchronized @Nullable Object attribute(String name) {
    requireValid();
    return attributes.get(name);
  }

  /**
   * The names of all attributes, a copy; those that cannot be read are among them.
   *
   * @throws IllegalStateException if the session has ended
   */
  public synchronized Set<String> attributeNames() {
    requireValid();
    return attributes.names();
  }

  /**
   * Sets an attribute.
   *
   * @throws IllegalStateException if the session has ended, holds 256 others, the name is longer
   *     than 256 characters, or the value too large for a shared store
   * @throws IllegalArgumentException if a shared store must not hold objects of a class in it
   */
  public synchronized void setAttribute(String name, Object value) {
    requireValid();
    attributes.set(requireNonNull(name, "name"), requireNonNull(value, "value"));
  }

  /**
   * Removes an attribute, if it is there.
   *
   * @throws IllegalStateException if the session has ended
   */
  public synchronized void removeAttribute(String name) {
    requireValid();
    attributes.remove(name);
  }

  /**
   * Gives the session another id when it is saved. The old one stands for it for a short while.
   *
   * @throws IllegalStateException if the session has ended
   */
  public synchronized void renewId() {
    requireValid();
    changeId(idChange == IdChange.LOGIN ? IdChange.LOGIN : IdChange.RENEWED);
  }

  /**
   * Ends the session for this request at once, and in the store when it is saved. To have the end
   * confirmed before going on, use {@link SessionManager#end(ManagedSession)}.
   */
  public synchronized void invalidate() {
    valid = false;
  }

  /** False once the session was ended, here or, as a save found out, elsewhere. */
  public synchronized boolean isValid() {
    return valid;
  }

  /**
   * Another id and another owner.
   *
   * @return makes that undone, as long as it was not stored
   */
  synchronized Runnable login(Identity identity, Instant deadline) {
    requireValid();
    Runnable undo = undoingLogin(id, header, lifetime, idChange, lifetimeChanged);
    header = header.withIdentity(identity);
    lifetime = new Lifetime(lifetime.idleTimeout(), deadline);
    lifetimeChanged = true;
    changeId(IdChange.LOGIN);
    return undo;
  }

  private Runnable undoingLogin(
      SessionId formerId,
      SessionHeader formerHeader,
      Lifetime formerLifetime,
      IdChange formerChange,
      boolean hadLifetimeChanged) {
    return () -> {
      synchronized (this) {
        id = formerId;
        header = formerHeader;
        lifetime = formerLifetime;
        idChange = formerChange;
        lifetimeChanged = hadLifetimeChanged;
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
    return header.belongsToOtherThan(other);
  }

  synchronized Optional<SessionKey> storedUnder() {
    return storedUnder;
  }

  synchronized IdChange idChange() {
    return idChange;
  }

  synchronized boolean isWorthCreating() {
    return header.identity().isPresent() || !(detached || attributes.isEmpty());
  }

  /** From here on nothing but a login is worth storing. */
  synchronized void detach() {
    detached = true;
  }

  /** The first record. */
  synchronized SessionRecord toRecord(SessionKey key, Instant now) {
    handedOver = attributes.changes();
    return new SessionRecord(
        codec.encodeHeader(key, header), handedOver.stored(), now, lifetime, 1);
  }

  /** What changed since the last record, under the key that it has. */
  synchronized SessionDelta toDelta(Instant now) {
    return toDelta(Optional.empty(), now);
  }

  /** What changed, and the header in the form for another key. */
  synchronized SessionDelta toMove(SessionKey to, Instant now) {
    return toDelta(Optional.of(codec.encodeHeader(to, header)), now);
  }

  /** From here on, what was handed over for the store counts as stored under this key. */
  synchronized void saved(SessionKey key) {
    storedUnder = Optional.of(key);
    idChange = IdChange.NONE;
    lifetimeChanged = false;
    attributes.saved(handedOver);
  }

  /** The record is gone: nothing is stored, and this is no session any more. */
  synchronized void ended() {
    storedUnder = Optional.empty();
    valid = false;
  }

  /** Keeps what this request changed, leaves the rest to the record it came from. */
  synchronized void startOver() {
    storedUnder = Optional.empty();
    id = freshIds.sessionId();
    header = header.withRecordId(freshIds.recordId());
    attributes.startOver(codec.attributesOf(header.recordId()));
  }

  private SessionDelta toDelta(Optional<StoredValue> newHeader, Instant now) {
    handedOver = attributes.changes();
    return new SessionDelta(
        newHeader,
        handedOver.stored(),
        handedOver.removed(),
        now,
        lifetimeChanged ? Optional.of(lifetime) : Optional.empty(),
        OptionalLong.empty());
  }

  private void changeId(IdChange change) {
    id = freshIds.sessionId();
    idChange = change;
  }

  private void requireValid() {
    if (!valid) {
      throw new IllegalStateException("The session has ended.");
    }
  }
}
