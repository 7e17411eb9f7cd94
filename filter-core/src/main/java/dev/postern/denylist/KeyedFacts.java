package dev.postern.denylist;

import java.time.Instant;
import java.util.Optional;

/**
 * {@link CredentialFacts} as one {@link DenylistReplica} looks for them: ids are keyed hashes,
 * times are numbers. To make them costs more than to ask about them, so whoever remembers a
 * credential remembers them with it. Immutable and thread-safe.
 */
public final class KeyedFacts {

  private final DenialKeys keys;
  private final long token;
  private final long session;
  private final long signer;
  private final long subject;
  private final long authenticated;
  private final long issued;
  private final boolean saysWhenIssued;

  KeyedFacts(DenialKeys keys, CredentialFacts facts) {
    Optional<Instant> issuedAt = facts.issuedAt();
    this.keys = keys;
    this.token = facts.tokenId().isPresent() ? keys.of(facts.tokenId().get()) : DenialKeys.NONE;
    this.session =
        facts.sessionId().isPresent() ? keys.of(facts.sessionId().get()) : DenialKeys.NONE;
    this.signer = facts.keyId().isPresent() ? keys.ofKeyId(facts.keyId().get()) : DenialKeys.NONE;
    this.subject = keys.of(facts.subject());
    this.authenticated = Nanos.of(facts.authenticatedAt());
    this.issued = Nanos.of(issuedAt.orElse(Instant.MAX));
    this.saysWhenIssued = issuedAt.isPresent();
  }

  boolean isKeyedWith(DenialKeys others) {
    return keys == others;
  }

  /** {@link DenialKeys#NONE} if it is no token; so with the other ids. */
  long token() {
    return token;
  }

  long session() {
    return session;
  }

  long signer() {
    return signer;
  }

  long subject() {
    return subject;
  }

  long authenticated() {
    return authenticated;
  }

  boolean saysWhenIssued() {
    return saysWhenIssued;
  }

  long issued() {
    return issued;
  }
}
