package dev.postern;

import dev.postern.bridge.IdentityStores;
import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.endpoint.ClientsSettings;
import dev.postern.endpoint.ContainerRealm;
import dev.postern.endpoint.VerifierChoice;
import dev.postern.endpoint.VerifierSource;
import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.UsersFile;
import dev.postern.identity.UsersFileException;
import dev.postern.servlet.ApplicationLoader;
import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/**
 * Finds what checks passwords. The answer is asked for each request, since the container's realm is
 * reached through the request only. Immutable and thread-safe.
 */
final class Verifiers {

  private static final Setting<String> VERIFIER = Setting.text("login.verifier");
  private static final Setting<String> USERS_FILE = Setting.text("login.users-file");

  private final Settings settings;
  private final ServletContext context;
  private final Clock clock;

  Verifiers(Settings settings, ServletContext context, Clock clock) {
    this.settings = settings;
    this.context = context;
    this.clock = clock;
  }

  /**
   * What checks the password of one request.
   *
   * @throws dev.postern.config.ConfigurationException if it cannot be had
   */
  VerifierSource of(VerifierChoice choice) {
    if (choice instanceof VerifierChoice.Container container) {
      return request -> new ContainerRealm(request, container.roles(), clock);
    }
    CredentialVerifier verifier = forEveryRequest(choice);
    return request -> verifier;
  }

  private CredentialVerifier forEveryRequest(VerifierChoice choice) {
    if (choice instanceof VerifierChoice.UsersFile file) {
      return usersFile(file.location());
    }
    if (choice instanceof VerifierChoice.Named named) {
      return instance(named.className());
    }
    return IdentityStores.find(ApplicationLoader.of(context), clock)
        .orElseThrow(
            () ->
                settings.problem(
                    VERIFIER,
                    "found no identity store",
                    "Declare one for Jakarta Security in a CDI application, or choose another"
                        + " verifier"));
  }

  /**
   * The clients, with their secrets and keys.
   *
   * @throws dev.postern.config.ConfigurationException if the file cannot be read
   */
  ClientsFile clients(String location) {
    return inFile(
        location,
        ClientsSettings.FILE,
        content -> {
          try {
            return ClientsFile.read(content, clock);
          } catch (InvalidValueException e) {
            throw settings.problem(ClientsSettings.FILE, e.problem(), e.fix());
          }
        });
  }

  private CredentialVerifier usersFile(String location) {
    return inFile(location, USERS_FILE, content -> UsersFile.read(content, clock));
  }

  private <T> T inFile(String location, Setting<String> setting, Function<InputStream, T> reader) {
    try (InputStream content = open(location)) {
      return reader.apply(content);
    } catch (UsersFileException e) {
      throw settings.problem(setting, e.problem(), e.fix());
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      throw settings.problem(
          setting,
          "cannot be read",
          "Name an existing file, or one inside the WAR that begins with /WEB-INF/");
    }
  }

  private InputStream open(String location) throws IOException {
    if (!location.startsWith("/WEB-INF/")) {
      return Files.newInputStream(Path.of(location));
    }
    InputStream resource = context.getResourceAsStream(location);
    if (resource == null) {
      throw new FileNotFoundException(location);
    }
    return resource;
  }

  private CredentialVerifier instance(String className) {
    try {
      return Class.forName(className, true, ApplicationLoader.of(context))
          .asSubclass(CredentialVerifier.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw settings.problem(
          VERIFIER,
          "cannot be made: " + e.getClass().getSimpleName(),
          "Name a public class of the application that implements"
              + " dev.postern.identity.CredentialVerifier and has a public constructor without"
              + " parameters");
    }
  }
}
