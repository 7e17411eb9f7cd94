package dev.postern.token;

/**
 * Why a token was refused. For the log only: outside, every refusal looks the same. Thread-safe.
 */
public enum JwtProblem {
  /** Not the text of a compact token, or its header or claims are not strict JSON. */
  MALFORMED,
  /** Signed where an encrypted token is configured, or the other way round. */
  WRONG_FORMAT,
  /** The algorithm is not the one its key is bound to. */
  WRONG_ALGORITHM,
  /** A token of another kind. */
  WRONG_TYPE,
  /** The key it names is not in the ring. */
  UNKNOWN_KEY,
  /** The signature or the encryption does not hold, whatever the cause (RFC 7516 section 11.5). */
  FORGED,
  /** A claim that this kind of token must have is not there. */
  MISSING_CLAIM,
  /** A claim has the wrong JSON type, is out of range or holds control characters. */
  INVALID_CLAIM,
  /** Issued by somebody else. */
  WRONG_ISSUER,
  /** Issued for somebody else. */
  WRONG_AUDIENCE,
  /** Issued to a client that nobody named. */
  WRONG_CLIENT,
  /** A one-time token that is good for another request. */
  WRONG_TARGET,
  /** Issued or valid only in the future. */
  NOT_YET_VALID,
  /** It would live longer than any token of ours. */
  LIVES_TOO_LONG,
  /** Past its expiry. */
  EXPIRED
}
