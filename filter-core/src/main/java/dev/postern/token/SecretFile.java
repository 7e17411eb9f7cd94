package dev.postern.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Files;
import java.nio.file.Path;

/** The file of the {@link AppSecret}. */
final class SecretFile {

  static final String NAME = "app.secret";

  private final Path directory;

  SecretFile(Path directory) {
    this.directory = directory;
  }

  AppSecret read() {
    Path file = directory.resolve(NAME);
    if (!Files.isDirectory(directory)) {
      throw new InvalidKeysException(
          "is not a directory", "Make it, with a key in it: " + newKey());
    }
    if (!Files.exists(file)) {
      throw new InvalidKeysException("has no file " + NAME, "Make it, with a key: " + newKey());
    }
    return Base64Url.decode(new String(OwnFile.read(file), ISO_8859_1).strip())
        .filter(bytes -> bytes.length == AppSecret.LENGTH && !KeyChecks.isGuessable(bytes))
        .map(AppSecret::new)
        .orElseThrow(
            () ->
                new InvalidKeysException(
                    "has a file " + NAME + " that is not 32 random bytes in base64url",
                    "Remove it and make a new one, which ends all sessions: " + newKey()));
  }

  private String newKey() {
    return "java -jar postern-filter-core.jar new-key " + directory;
  }
}
