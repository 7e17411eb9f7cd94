package dev.postern.endpoint;

import java.util.List;

/** What checks passwords, as the settings name it. Immutable and thread-safe. */
public sealed interface VerifierChoice {

  /**
   * A users file.
   *
   * @param location a file of the machine, or one inside the WAR when it begins with /WEB-INF/
   */
  record UsersFile(String location) implements VerifierChoice {}

  /**
   * The container's own realm.
   *
   * @param roles those worth asking for; a container never lists them
   */
  record Container(List<String> roles) implements VerifierChoice {

    /** Copies the list. */
    public Container {
      roles = List.copyOf(roles);
    }
  }

  /** The identity stores of Jakarta Security. */
  record IdentityStores() implements VerifierChoice {}

  /**
   * A class of the application.
   *
   * @param className implements {@link dev.postern.identity.CredentialVerifier}
   */
  record Named(String className) implements VerifierChoice {}
}
