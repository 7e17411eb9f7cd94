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

  private KeyedFacts(DenialKeys keys, CredentialFacts facts, Hashed hashed) {
    Optional<Instant> issuedAt = facts.issuedAt();
    this.keys = keys;
    this.token = hashed.tokens() ? of(facts.tokenId(), keys) : DenialKeys.NONE;
    this.session = hashed.sessions() ? of(facts.sessionId(), keys) : DenialKeys.NONE;
    this.signer =
        hashed.signers() && facts.keyId().isPresent()
            ? keys.ofKeyId(facts.keyId().get())
            : DenialKeys.NONE;
    this.subject = hashed.subjects() ? keys.of(facts.subject()) : DenialKeys.NONE;
    this.authenticated = Nanos.of(facts.authenticatedAt());
    this.issued = Nanos.of(issuedAt.orElse(Instant.MAX));
    this.saysWhenIssued = issuedAt.isPresent();
  }

  /** Which ids are hashed. */
  private record Hashed(boolean tokens, boolean sessions, boolean signers, boolean subjects) {

    static final Hashed ALL = new Hashed(true, true, true, true);
  }

  /** To be asked about whatever will have been denied by then. */
  static KeyedFacts forEver(DenialKeys keys, CredentialFacts facts) {
    return new KeyedFacts(keys, facts, Hashed.ALL);
  }

  /** To be asked about now and then forgotten: of a kind that nobody denied nothing is hashed. */
  static KeyedFacts forNow(DenialKeys keys, CredentialFacts facts, DenialTable copy) {
    return new KeyedFacts(
        keys,
        facts,
        new Hashed(
            !copy.tokens().isUnused(),
            !copy.sessions().isUnused(),
            !copy.signers().isUnused(),
            !copy.subjects().isUnused() || !copy.reissues().isUnused()));
  }

  private static long of(Optional<String> id, DenialKeys keys) {
    return id.isPresent() ? keys.of(id.get()) : DenialKeys.NONE;
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
