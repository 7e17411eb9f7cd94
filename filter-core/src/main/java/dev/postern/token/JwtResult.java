package dev.postern.token;

import static java.util.Objects.requireNonNull;

/** What a token turned out to be. Immutable and thread-safe. */
public sealed interface JwtResult {

  /** Signature, issuer, audience, type and times hold. Whether it was revoked is not known here. */
  record Verified(VerifiedJwt jwt) implements JwtResult {
    /** Refuses null. */
    public Verified {
      requireNonNull(jwt, "jwt");
    }
  }

  /** Not to be trusted in any part. */
  record Refused(JwtProblem problem) implements JwtResult {
    /** Refuses null. */
    public Refused {
      requireNonNull(problem, "problem");
    }
  }
}
