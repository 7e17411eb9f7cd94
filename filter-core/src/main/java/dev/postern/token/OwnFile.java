package dev.postern.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Reads a small file that nobody but the server's account may read. */
final class OwnFile {

  private static final int MAX_BYTES = 65_536;

  private static final Set<Set<PosixFilePermission>> PRIVATE_MODES =
      Set.of(
          PosixFilePermissions.fromString("rw-------"),
          PosixFilePermissions.fromString("r--------"));

  private OwnFile() {}

  static byte[] read(Path file) {
    requirePrivate(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new InvalidKeysException(
            "has a file " + nameOf(file) + " that is too long for a key", "Remove it");
      }
      return content;
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  static String nameOf(Path file) {
    return file.toAbsolutePath().getFileName().toString();
  }

  private static void requirePrivate(Path file) {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      if (!PRIVATE_MODES.contains(mode)) {
        throw new InvalidKeysException(
            "has a file "
                + nameOf(file)
                + " of mode "
                + PosixFilePermissions.toString(mode)
                + ", which others may use too or the server may not read",
            "Run chmod 600 " + file + ", and make a new key if others could read it");
      }
    } catch (UnsupportedOperationException e) {
      return; // This file system has no modes; its access lists are the operator's to set.
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static InvalidKeysException unreadable(Path file) {
    return new InvalidKeysException(
        "has a file " + nameOf(file) + " that cannot be read",
        "Give it to the server's account: chown and chmod 600 " + file);
  }
}
