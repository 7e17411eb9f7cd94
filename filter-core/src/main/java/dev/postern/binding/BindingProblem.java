package dev.postern.binding;

/** Why a sender may not use a token, or may get none. */
public enum BindingProblem {
  /** The token is bound in a way that is not known, or that is turned off here. */
  NOT_UNDERSTOOD,
  /** The token is not bound, and here it has to be, or was sent as if it were. */
  UNBOUND,
  /** The token is bound to somebody else, or was sent without the scheme that its binding needs. */
  WRONG_SENDER,
  /** There is no proof, more than one, or one that is no good. */
  WRONG_PROOF,
  /** The proof was used before. */
  USED_PROOF,
  /** The proof is good but for the nonce, which is missing or too old. */
  NONCE_WANTED
}
