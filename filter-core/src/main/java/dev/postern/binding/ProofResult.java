package dev.postern.binding;

import dev.postern.token.VerifiedJwt;

/** What the proof of a request turned out to be. Immutable. */
sealed interface ProofResult {

  /** It is good; whether it was used before is not known yet. */
  record Good(VerifiedJwt proof) implements ProofResult {}

  /** There is none, or it is not good. */
  record Bad(BindingProblem problem) implements ProofResult {}
}
