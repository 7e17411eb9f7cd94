package dev.postern.strategy;

/**
 * Why a credential was not accepted. For the log only: outside every rejection looks the same (ASVS
 * 16.5.1).
 */
public enum RejectionReason {
  /** Not of the form this strategy issues. */
  MALFORMED,
  /** The MAC or the signature does not match. */
  FORGED,
  /** The key it names is not in the ring. */
  UNKNOWN_KEY,
  /** Signed, but a claim is missing or wrong: issuer, audience, type, time. */
  WRONG_CLAIMS,
  /** Past its expiry. */
  EXPIRED,
  /** Well formed, but no session is filed under it: ended, timed out or never there. */
  NO_SESSION,
  /** Taken back by a denial or a cut-off. */
  REVOKED,
  /**
   * The token says what is no longer so, for example roles. Whoever holds a grant gets another one.
   */
  REISSUE_WANTED,
  /** A refresh token whose grant is over: logged out, ended by its owner, or past its time. */
  NO_GRANT,
  /** A refresh token that was replaced longer ago than any retry comes; its grant is ended. */
  REUSED,
  /** A one-time token that somebody has used before. */
  USED,
  /** More was asked of a refresh token than was granted. */
  SCOPE_NOT_GRANTED,
  /** Bound to its sender in a way that is not known, or is turned off here. */
  BINDING_NOT_UNDERSTOOD,
  /** Bound to nobody, where it has to be, or sent as if it were. */
  UNBOUND,
  /** Bound to somebody else, or sent without the scheme that its binding needs. */
  WRONG_SENDER,
  /** No DPoP proof, several, or one that is no good. */
  WRONG_PROOF,
  /** A DPoP proof that was used before. */
  USED_PROOF,
  /** A DPoP proof without a nonce that is good now. */
  NONCE_WANTED
}
