package dev.postern.bridge;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import java.lang.reflect.Constructor;
import java.security.Principal;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the handler of Jakarta Security; the caller's groups become roles. Thread-safe. */
final class IdentityStoreVerifier implements CredentialVerifier {

  private static final String PACKAGE = "jakarta.security.enterprise.";

  private final Object handler;
  private final Class<?> handlerType;
  private final Class<?> credentialType;
  private final Class<?> resultType;
  private final Constructor<?> newCredential;
  private final Clock clock;

  private IdentityStoreVerifier(
      Object handler, Class<?> handlerType, ClassLoader loader, Clock clock)
      throws ReflectiveOperationException {
    this.handler = handler;
    this.handlerType = handlerType;
    this.credentialType = Class.forName(PACKAGE + "credential.Credential", false, loader);
    this.resultType =
        Class.forName(PACKAGE + "identitystore.CredentialValidationResult", false, loader);
    this.newCredential =
        Class.forName(PACKAGE + "credential.UsernamePasswordCredential", false, loader)
            .getConstructor(String.class, String.class);
    this.clock = clock;
  }

  static Optional<CredentialVerifier> over(
      Object handler, Class<?> handlerType, ClassLoader loader, Clock clock) {
    try {
      return Optional.of(new IdentityStoreVerifier(handler, handlerType, loader, clock));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Jakarta Security is not version 3 or 4.", e);
    }
  }

  @Override
  public Optional<Identity> verify(String username, String password) {
    try {
      Object credential = newCredential.newInstance(username, password);
      Object result =
          Reflection.call(
              handlerType, handler, "validate", new Class<?>[] {credentialType}, credential);
      return isValid(result) ? Optional.of(identity(result)) : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A store tells a wrong password by its result; whatever it throws is trouble of its own.
      throw new VerifierUnavailableException("The identity stores did not answer.", e);
    }
  }

  private boolean isValid(Object result) throws ReflectiveOperationException {
    return Reflection.call(resultType, result, "getStatus").toString().equals("VALID");
  }

  private Identity identity(Object result) throws ReflectiveOperationException {
    Principal principal = (Principal) Reflection.call(resultType, result, "getCallerPrincipal");
    Set<?> groups = (Set<?>) Reflection.call(resultType, result, "getCallerGroups");
    Set<String> roles =
        groups.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
    return Identity.ofPassword(principal.getName(), roles, clock.instant());
  }
}
