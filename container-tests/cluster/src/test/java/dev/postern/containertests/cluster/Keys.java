package dev.postern.containertests.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The key directory that all nodes share, made as the README says. Stateless. */
final class Keys {

  private Keys() {}

  static Path in(Path folder) {
    Path keys = folder.resolve("keys");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            jar("postern-filter-core")
                + File.pathSeparator
                + jar("jose4j")
                + File.pathSeparator
                + jar("slf4j-api"),
            "dev.postern.Main",
            "new-key",
            keys.toString());
    try {
      Process made =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keys.log").toFile())
              .start();
      if (made.waitFor() != 0) {
        throw new IllegalStateException("No keys were made, see " + folder);
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String jar(String name) {
    return Path.of(System.getProperty("test.libraries"), name + ".jar").toString();
  }
}
