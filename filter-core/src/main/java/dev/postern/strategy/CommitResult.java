package dev.postern.strategy;

import java.util.Optional;

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
   * @param refresh the refresh token that goes with it, if there is one
   */
  record Send(IssuedCredential credential, Optional<IssuedCredential> refresh)
      implements CommitResult {

    /** Without a refresh token. */
    public Send(IssuedCredential credential) {
      this(credential, Optional.empty());
    }
  }

  /**
   * There is a new credential, of a kind that the filter takes and no longer issues: what the
   * client has was changed for another of its kind.
   *
   * @param kind what the setting {@code strategy} calls it
   * @param news what to hand out
   */
  record SendAs(String kind, Send news) implements CommitResult {}
}
