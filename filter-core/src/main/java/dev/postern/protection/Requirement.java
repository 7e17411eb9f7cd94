package dev.postern.protection;

import dev.postern.identity.Identity;
import java.util.Optional;
import java.util.Set;

/** What a rule asks of the caller. Immutable and thread-safe. */
sealed interface Requirement {

  Decision decide(Optional<Identity> caller);

  /** Asks nothing. */
  record Anyone() implements Requirement {
    @Override
    public Decision decide(Optional<Identity> caller) {
      return new Decision.Allow();
    }
  }

  /** Cannot be met. */
  record Nobody() implements Requirement {
    @Override
    public Decision decide(Optional<Identity> caller) {
      return new Decision.Forbidden();
    }
  }

  /**
   * Asks for somebody.
   *
   * @param roles one of them, if there are any
   * @param scopes all of them, in the order written
   */
  record Somebody(Set<String> roles, Set<String> scopes) implements Requirement {
    @Override
    public Decision decide(Optional<Identity> caller) {
      return caller.map(this::decide).orElseGet(Decision.NeedsLogin::new);
    }

    private Decision decide(Identity identity) {
      if (!roles.isEmpty() && roles.stream().noneMatch(identity::hasRole)) {
        return new Decision.Forbidden();
      }
      return identity.scopes().containsAll(scopes)
          ? new Decision.Allow()
          : new Decision.InsufficientScope(String.join(" ", scopes));
    }
  }
}
