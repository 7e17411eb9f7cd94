package dev.postern.protection;

import dev.postern.identity.Identity;
import java.util.Optional;
import java.util.Set;

/** What a rule asks of the caller. Immutable and thread-safe. */
sealed interface Requirement {

  Decision decide(Optional<Identity> caller);

  /** Whether whoever has this role may be let in for it. */
  default boolean names(String role) {
    return false;
  }

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
   * Asks for somebody. Whoever came with a one-time token has a name that another server chose, so
   * that to be somebody is not enough for them: a role has to be asked for that they have.
   *
   * @param roles one of them, if there are any
   * @param scopes all of them, in the order written
   */
  record Somebody(Set<String> roles, Set<String> scopes) implements Requirement {
    @Override
    public Decision decide(Optional<Identity> caller) {
      return caller.map(this::decide).orElseGet(Decision.NeedsLogin::new);
    }

    @Override
    public boolean names(String role) {
      return roles.contains(role);
    }

    private Decision decide(Identity identity) {
      if (roles.isEmpty() && identity.isOneTime()) {
        return new Decision.Forbidden();
      }
      if (!roles.isEmpty() && roles.stream().noneMatch(identity::hasRole)) {
        return new Decision.Forbidden();
      }
      return identity.scopes().containsAll(scopes)
          ? new Decision.Allow()
          : new Decision.InsufficientScope(String.join(" ", scopes));
    }
  }
}
