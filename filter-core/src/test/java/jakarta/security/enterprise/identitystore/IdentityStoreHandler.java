package jakarta.security.enterprise.identitystore;

import jakarta.security.enterprise.credential.Credential;

/** As much of the specification's type as is asked for by reflection. */
public interface IdentityStoreHandler {

  CredentialValidationResult validate(Credential credential);
}
