package dev.postern.denylist;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known for certain of a credential, because it was signed or stands in a sealed record, as
 * far as a denial can be about it. Immutable and thread-safe.
 *
 * @param tokenId the {@code jti}, if it is a token
 * @param sessionId the {@code sid}, if it belongs to a session or a grant that can be denied
 * @param keyId the {@code kid} of the key that signed it, if one did
 * @param subject whose it is
 * @param authenticatedAt when they proved who they are ({@code auth_time})
 * @param issuedAt as of when it says who its holder is, which for a token is its {@code iat}; empty
 *     if it says no such thing
 */
public record CredentialFacts(
    Optional<String> tokenId,
    Optional<String> sessionId,
    Optional<String> keyId,
    String subject,
    Instant authenticatedAt,
    Optional<Instant> issuedAt) {

  /** Refuses null. */
  public CredentialFacts {
    requireNonNull(tokenId, "tokenId");
    requireNonNull(sessionId, "sessionId");
    requireNonNull(keyId, "keyId");
    requireNonNull(subject, "subject");
    requireNonNull(authenticatedAt, "authenticatedAt");
    requireNonNull(issuedAt, "issuedAt");
  }

  /**
   * Of a login that the server keeps: only a cut-off can be about it.
   *
   * @param identityAsOf as of when the identity is what the server keeps, if it can be revised
   */
  public static CredentialFacts ofLogin(
      String subject, Instant authenticatedAt, Optional<Instant> identityAsOf) {
    return new CredentialFacts(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        subject,
        authenticatedAt,
        identityAsOf);
  }
}
