package dev.postern.endpoint;

import dev.postern.identity.Identity;

/** Whether a request says who asks, and proves it. Immutable and thread-safe. */
sealed interface ClientProof {

  /** A client whose name is its id, and whose roles are what the clients file grants. */
  record Proved(Identity client) implements ClientProof {}

  /** It says so in a way that is wrong, or proves nothing. */
  record Failed(ClientError error) implements ClientProof {}

  /** It was not looked at. */
  record Refused(Refusal refusal) implements ClientProof {}
}
