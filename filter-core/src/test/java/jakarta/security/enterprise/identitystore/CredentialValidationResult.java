package jakarta.security.enterprise.identitystore;

import java.security.Principal;
import java.util.Set;

/** As much of the specification's type as is asked for by reflection. */
public final class CredentialValidationResult {

  /** How it went. */
  public enum Status {
    NOT_VALIDATED,
    INVALID,
    VALID
  }

  private final Status status;
  private final String caller;
  private final Set<String> groups;

  public CredentialValidationResult(Status status, String caller, Set<String> groups) {
    this.status = status;
    this.caller = caller;
    this.groups = Set.copyOf(groups);
  }

  public Status getStatus() {
    return status;
  }

  public Principal getCallerPrincipal() {
    return () -> caller;
  }

  public Set<String> getCallerGroups() {
    return groups;
  }
}
