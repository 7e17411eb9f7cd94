package dev.postern.store.contract;

import dev.postern.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A key directory, made as whoever sets an application up does it. Stateless and thread-safe. */
public final class NewKeys {

  private static final int SECONDS_TO_FINISH = 60;

  private NewKeys() {}

  /** A directory with so many keys, each of which signs as soon as those after it are void. */
  static Path make(int count) {
    Path keys = make();
    for (int n = 1; n < count; n++) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(make(), "*.jwk")) {
        for (Path file : files) {
          Files.move(file, keys.resolve(n + "-" + file.getFileName()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return keys;
  }

  /** By the command, which ends its own process. */
  public static Path make() {
    try {
      Path keys = Files.createTempDirectory("keys").resolve("ring");
      Process command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "new-key",
                  keys.toString())
              .inheritIO()
              .start();
      if (!command.waitFor(SECONDS_TO_FINISH, TimeUnit.SECONDS) || command.exitValue() != 0) {
        throw new IllegalStateException("The command new-key failed.");
      }
      return keys;
    } catch (IOException e) {
      throw new IllegalStateException("The command new-key could not be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while keys were made.", e);
    }
  }
}
