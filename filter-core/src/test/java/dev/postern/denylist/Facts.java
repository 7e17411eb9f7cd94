package dev.postern.denylist;

import java.time.Instant;
import java.util.Optional;

/** Tokens that are asked about. */
final class Facts {

  static final String SID = "device-of-alice";
  static final String KID = "key-1";

  private Facts() {}

  /** One that was issued when its holder logged in. */
  static CredentialFacts of(String jti, String subject, Instant authenticatedAt) {
    return issued(jti, subject, authenticatedAt, authenticatedAt);
  }

  static CredentialFacts issued(
      String jti, String subject, Instant authenticatedAt, Instant issuedAt) {
    return new CredentialFacts(
        Optional.of(jti),
        Optional.of(SID),
        Optional.of(KID),
        subject,
        authenticatedAt,
        Optional.of(issuedAt));
  }
}
