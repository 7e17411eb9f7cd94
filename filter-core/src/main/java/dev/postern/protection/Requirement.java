package dev.postern.protection;

import dev.postern.identity.Identity;
import java.util.Optional;
import java.util.Set;

/** What a rule asks of the caller. Immutable and thread-safe. */
sealed interface Requirement {

  Decision decide(Optional<Identity> caller, Moment asked);

  /** Whether whoever has this role may be let in for it. */
  default boolean names(String role) {
    return false;
  }

  /** Asks nothing. */
  record Anyone() implements Requirement {
    @Override
    public Decision decide(Optional<Identity> caller, Moment asked) {
      return new Decision.Allow();
    }
  }

  /** Cannot be met. */
  record Nobody() implements Requirement {
    @Override
    public Decision decide(Optional<Identity> caller, Moment asked) {
      return new Decision.Forbidden();
    }
  }

  /**
   * Asks for somebody. Whoever came with a one-time token has a name that another server chose, so
   * that to be somebody is not enough for them: a role has to be asked for that they have. They did
   * not log in, so that no login of theirs is good enough.
   *
   * @param roles one of them, if there are any
   * @param scopes all of them, in the order written
   * @param login how they have to have logged in
   */
  record Somebody(Set<String> roles, Set<String> scopes, StepUp login) implements Requirement {

    /** Whoever it is. */
    static final Somebody ANYBODY = new Somebody(Set.of(), Set.of(), StepUp.NONE);

    @Override
    public Decision decide(Optional<Identity> caller, Moment asked) {
      return caller.map(known -> decide(known, asked)).orElseGet(Decision.NeedsLogin::new);
    }

    @Override
    public boolean names(String role) {
      return roles.contains(role);
    }

    private Decision decide(Identity identity, Moment asked) {
      if (identity.isOneTime() && (roles.isEmpty() || !login.equals(StepUp.NONE))) {
        return new Decision.Forbidden();
      }
      if (!roles.isEmpty() && roles.stream().noneMatch(identity::hasRole)) {
        return new Decision.Forbidden();
      }
      if (!identity.scopes().containsAll(scopes)) {
        return new Decision.InsufficientScope(String.join(" ", scopes));
      }
      return login.isMetBy(identity, asked)
          ? new Decision.Allow()
          : new Decision.InsufficientLogin(login);
    }
  }
}
