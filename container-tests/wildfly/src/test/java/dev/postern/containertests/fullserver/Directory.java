package dev.postern.containertests.fullserver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** An identity store of Jakarta Security with one user. */
@ApplicationScoped
public class Directory implements IdentityStore {

  public static final String PASSWORD = "store-ida-Vb44nc";

  public CredentialValidationResult validate(UsernamePasswordCredential credential) {
    return credential.compareTo("ida", PASSWORD)
        ? new CredentialValidationResult("ida", Set.of("clerk"))
        : CredentialValidationResult.INVALID_RESULT;
  }
}
