package dev.postern.session;

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
import java.util.function.Supplier;

/**
 * The record of one session as one request wants it to become: its id, header, lifetime and
 * attributes, and what of that the store does not have yet. Confined to the lock of its {@link
 * ManagedSession}.
 */
final class SessionDraft {

  /** How the id changed since the session was last stored. */
  enum IdChange {
    NONE,
    RENEWED,
    LOGIN
  }

  private final SessionIds ids;
  private final SessionCodec codec;
  private final SessionAttributes attributes;

  private SessionId id;
  private SessionHeader header;
  private Lifetime lifetime;
  private IdChange idChange = IdChange.NONE;
  private boolean lifetimeChanged;
  private AttributeChanges handedOver = AttributeChanges.NONE;

  /** Under whose name the record is enrolled. */
  private Optional<String> enrolled;

  SessionDraft(
      SessionIds ids,
      SessionCodec codec,
      SessionAttributes attributes,
      SessionId id,
      SessionHeader header,
      Lifetime lifetime) {
    this.ids = ids;
    this.codec = codec;
    this.attributes = attributes;
    this.id = id;
    this.header = header;
    this.lifetime = lifetime;
    this.enrolled = owner();
  }

  /** Of a session that begins now. */
  static SessionDraft first(
      SessionIds ids, SessionCodec codec, Lifetime lifetime, Instant createdAt) {
    SessionHeader header = SessionHeader.first(ids.recordId(), createdAt);
    SessionAttributes attributes =
        new SessionAttributes(
            codec.attributesOf(header.recordId()), Map.of(), name -> Optional.empty());
    return new SessionDraft(ids, codec, attributes, ids.sessionId(), header, lifetime);
  }

  SessionId id() {
    return id;
  }

  /** Of the id of now, whatever becomes of that. */
  Supplier<SessionKey> key() {
    SessionId now = id;
    return () -> ids.keyOf(now);
  }

  SessionHeader header() {
    return header;
  }

  Lifetime lifetime() {
    return lifetime;
  }

  SessionAttributes attributes() {
    return attributes;
  }

  IdChange idChange() {
    return idChange;
  }

  void setMaxInactive(Duration maxInactive) {
    lifetime = new Lifetime(maxInactive, lifetime.deadline());
    lifetimeChanged = true;
  }

  /** Another id, and the absolute lifetime from the beginning. */
  void beginAnew(Instant deadline) {
    lifetime = new Lifetime(lifetime.idleTimeout(), deadline);
    lifetimeChanged = true;
    renewId();
  }

  void renewId() {
    changeId(idChange == IdChange.LOGIN ? IdChange.LOGIN : IdChange.RENEWED);
  }

  /**
   * Another id and another owner.
   *
   * @return makes that undone, as long as it was not stored
   */
  Runnable login(Identity identity, Login login, Instant deadline) {
    Runnable undo = undoingLogin(id, header, lifetime, idChange, lifetimeChanged);
    header = header.withLogin(identity, login);
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
      id = formerId;
      header = formerHeader;
      lifetime = formerLifetime;
      idChange = formerChange;
      lifetimeChanged = hadLifetimeChanged;
    };
  }

  /** The first record. */
  SessionRecord toRecord(SessionKey key, Instant now) {
    handedOver = attributes.changes();
    return new SessionRecord(
        codec.encodeHeader(key, header), handedOver.stored(), now, lifetime, 1);
  }

  /** The record as a whole, for whoever keeps no earlier one that could be changed. */
  SessionRecord toWhole(SessionKey key, Instant now) {
    handedOver = attributes.changes();
    return new SessionRecord(
        codec.encodeHeader(key, header), attributes.with(handedOver), now, lifetime, 1);
  }

  /** Whether what was handed over last differs from what was stored before. */
  boolean isChanged() {
    return idChange != IdChange.NONE || lifetimeChanged || !handedOver.isEmpty();
  }

  /** Whether this keeps sessions with the client. */
  boolean isCarried() {
    return codec instanceof CarriedCodec;
  }

  /** What changed since the last record, under the key that it has. */
  SessionDelta toDelta(Instant now) {
    return toDelta(Optional.empty(), now);
  }

  /** What changed, and the header in the form for another key. */
  SessionDelta toMove(SessionKey to, Instant now) {
    return toDelta(Optional.of(codec.encodeHeader(to, header)), now);
  }

  /** Whether the record has a place among those of its owner already. */
  boolean hasPlace() {
    return enrolled.isPresent() && enrolled.equals(owner());
  }

  /** From here on, what was handed over for the store counts as stored. */
  void saved() {
    enrolled = owner();
    idChange = IdChange.NONE;
    lifetimeChanged = false;
    attributes.saved(handedOver);
  }

  /** Keeps what this request changed, leaves the rest to the record it came from. */
  void startOver() {
    enrolled = Optional.empty();
    id = ids.sessionId();
    header = header.withRecordId(ids.recordId());
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

  private Optional<String> owner() {
    return header.identity().map(Identity::name);
  }

  private void changeId(IdChange change) {
    id = ids.sessionId();
    idChange = change;
  }
}
