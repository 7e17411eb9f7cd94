package dev.postern.strategy;

/** What the client must be told about its credential. Immutable and thread-safe. */
public sealed interface CommitResult {

  /** Nothing: the credential it has, if any, stays right. */
  record Keep() implements CommitResult {}

  /** The credential it has is dead. */
  record Clear() implements CommitResult {}

  /**
   * There is a new credential.
   *
   * @param credential to hand out
   */
  record Send(IssuedCredential credential) implements CommitResult {}
}
