package dev.postern.session;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import java.time.Instant;
import java.util.Optional;

/**
 * What core itself keeps in a session, apart from the application's attributes. It changes only at
 * a login, and a login always changes the id. Immutable and thread-safe.
 *
 * @param recordId stays the same through every change of the session id
 * @param identity who has logged in, if anybody
 * @param createdAt when the session began
 * @param login by which it became the identity's; empty without one, and in records of version 1
 */
record SessionHeader(
    RecordId recordId, Optional<Identity> identity, Instant createdAt, Optional<Login> login) {

  SessionHeader {
    requireNonNull(recordId, "recordId");
    requireNonNull(identity, "identity");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(login, "login");
  }

  static SessionHeader first(RecordId recordId, Instant createdAt) {
    return new SessionHeader(recordId, Optional.empty(), createdAt, Optional.empty());
  }

  SessionHeader withLogin(Identity newIdentity, Login newLogin) {
    return new SessionHeader(recordId, Optional.of(newIdentity), createdAt, Optional.of(newLogin));
  }

  SessionHeader withRecordId(RecordId newRecordId) {
    return new SessionHeader(newRecordId, identity, createdAt, login);
  }

  boolean belongsToOtherThan(Identity other) {
    return identity.filter(owner -> !owner.name().equals(other.name())).isPresent();
  }
}
