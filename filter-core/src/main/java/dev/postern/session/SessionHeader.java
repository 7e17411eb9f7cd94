package dev.postern.session;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import java.time.Instant;
import java.util.Optional;

/**
 * What core itself keeps in a session, apart from the application's attributes. It changes at a
 * login, which always changes the id, and when the owner's identity is revised. Immutable and
 * thread-safe.
 *
 * @param recordId stays the same through every change of the session id
 * @param identity who has logged in, if anybody
 * @param createdAt when the session began
 * @param login by which it became the identity's; empty without one, and in records of version 1
 * @param revisedAt as of when the identity is what it is, if it is not what the login brought
 */
record SessionHeader(
    RecordId recordId,
    Optional<Identity> identity,
    Instant createdAt,
    Optional<Login> login,
    Optional<Instant> revisedAt) {

  SessionHeader {
    requireNonNull(recordId, "recordId");
    requireNonNull(identity, "identity");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(login, "login");
    requireNonNull(revisedAt, "revisedAt");
  }

  /** One whose identity is as the login brought it. */
  SessionHeader(
      RecordId recordId, Optional<Identity> identity, Instant createdAt, Optional<Login> login) {
    this(recordId, identity, createdAt, login, Optional.empty());
  }

  static SessionHeader first(RecordId recordId, Instant createdAt) {
    return new SessionHeader(recordId, Optional.empty(), createdAt, Optional.empty());
  }

  SessionHeader withLogin(Identity newIdentity, Login newLogin) {
    return new SessionHeader(recordId, Optional.of(newIdentity), createdAt, Optional.of(newLogin));
  }

  SessionHeader withRecordId(RecordId newRecordId) {
    return new SessionHeader(newRecordId, identity, createdAt, login, revisedAt);
  }

  SessionHeader withRevised(Identity revised, Instant at) {
    return new SessionHeader(recordId, Optional.of(revised), createdAt, login, Optional.of(at));
  }

  /** As of when the identity is what it is; empty while nobody has logged in. */
  Optional<Instant> identityAsOf() {
    return identity.map(
        owner -> revisedAt.or(() -> login.map(Login::at)).orElse(owner.authenticatedAt()));
  }

  boolean belongsToOtherThan(Identity other) {
    return identity.filter(owner -> !owner.name().equals(other.name())).isPresent();
  }
}
