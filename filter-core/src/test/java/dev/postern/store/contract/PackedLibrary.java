package dev.postern.store.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * A jar of the class path, or a folder of classes that is going to be one.
 *
 * @param location where it is
 */
record PackedLibrary(Path location) {

  /** The one that a class is of. */
  static PackedLibrary of(Class<?> type) throws Exception {
    return new PackedLibrary(
        Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
  }

  /** As a jar in this folder. */
  void into(Path folder) throws Exception {
    Files.createDirectories(folder);
    if (Files.isRegularFile(location)) {
      Files.copy(location, folder.resolve(location.getFileName()));
      return;
    }
    Path jar = Files.createTempFile(folder, "classes", ".jar");
    int result =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "cf", jar.toString(), "-C", location.toString(), ".");
    if (result != 0) {
      throw new IllegalStateException("The classes could not be packed.");
    }
  }
}
