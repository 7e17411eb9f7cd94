package dev.postern.store.contract;

import dev.postern.denylist.CredentialFacts;
import dev.postern.denylist.DenylistReplica;
import java.time.Instant;
import java.util.Optional;

/** The ways in which a credential is taken back, and credentials that each of them is about. */
public enum Taking {
  TOKEN,
  SESSION,
  SUBJECT,
  REISSUE,
  EVERYONE,
  KEY;

  /** What is void for everyone is earlier than all else. */
  private static final Instant RECENT = Instant.parse("2026-06-01T00:00:00Z");

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  /** One that none of them is about. */
  static CredentialFacts untouched() {
    return facts("untouched", RECENT);
  }

  /**
   * A credential that this way is about and none of the others. Those for everyone have to be taken
   * back in the order of their numbers.
   */
  CredentialFacts facts(int number) {
    return facts(this + "-" + number, this == EVERYONE ? LONG_AGO.plusSeconds(number) : RECENT);
  }

  /** Takes one back. */
  void revoke(DenylistReplica node, CredentialFacts facts, Instant until) {
    switch (this) {
      case TOKEN -> node.denyToken(facts.tokenId().orElseThrow(), until);
      case SESSION -> node.denySession(facts.sessionId().orElseThrow(), until);
      case SUBJECT -> node.denySubject(facts.subject(), facts.authenticatedAt(), until);
      case REISSUE -> node.wantReissue(facts.subject(), facts.issuedAt().orElseThrow(), until);
      case EVERYONE -> node.denyEveryone(facts.authenticatedAt(), until);
      case KEY -> node.denyKey(facts.keyId().orElseThrow(), until);
    }
  }

  private static CredentialFacts facts(String id, Instant authenticated) {
    return new CredentialFacts(
        Optional.of("token of " + id),
        Optional.of("session of " + id),
        Optional.of("key of " + id),
        "subject of " + id,
        authenticated,
        Optional.of(authenticated));
  }
}
