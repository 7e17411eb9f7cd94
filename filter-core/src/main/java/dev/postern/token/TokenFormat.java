package dev.postern.token;

/** Whether the bearer can read the token. Thread-safe. */
public enum TokenFormat {
  /** Signed: anyone can read it, nobody can change it (RFC 7515). */
  JWS,
  /** Signed, then encrypted for ourselves: only our nodes can read it (RFC 7516). */
  JWE
}
