package dev.postern.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that make a {@link KeyRing}, read once. */
final class KeyDirectory {

  private static final String ACTIVE_FILE = "active";

  private final Path directory;
  private final JwsAlgorithm algorithm;

  KeyDirectory(Path directory, JwsAlgorithm algorithm) {
    this.directory = directory;
    this.algorithm = algorithm;
    if (!Files.isDirectory(directory)) {
      throw new InvalidKeysException(
          "is not a directory", "Make it, with a key in it: " + newKey());
    }
  }

  /** Every key, by file name. */
  List<KeyFile> keys() {
    List<KeyFile> keys = new ArrayList<>();
    Map<String, String> nameOfId = new HashMap<>();
    for (Path file : keyFiles()) {
      KeyFile key = read(file);
      @Nullable String other = nameOfId.put(key.key().id(), key.name());
      if (other != null) {
        throw new InvalidKeysException(
            "holds one key twice, in " + other + " and " + key.name(), "Remove one of them");
      }
      keys.add(key);
    }
    return keys;
  }

  /** The key that signs; see {@link KeyRing} for which it is. */
  RingKey active(List<KeyFile> keys) {
    Path pointer = directory.resolve(ACTIVE_FILE);
    return Files.exists(pointer) ? named(text(pointer), keys) : last(keys);
  }

  private List<Path> keyFiles() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(KeyDirectory::isKeyFile).sorted().toList();
    } catch (IOException e) {
      throw new InvalidKeysException(
          "cannot be listed", "Let the server's account read and enter it");
    }
  }

  private KeyFile read(Path file) {
    byte[] content = OwnFile.read(file);
    String name = OwnFile.nameOf(file);
    RingKey key =
        name.endsWith(".pem")
            ? new PemReader(name, algorithm).read(content)
            : new JwkReader(name, algorithm).read(content);
    new KeyChecks(name).requireSound(key);
    return new KeyFile(name, key);
  }

  private RingKey named(String name, List<KeyFile> keys) {
    RingKey key =
        first(keys, file -> file.name().equals(name))
            .orElseThrow(
                () ->
                    new InvalidKeysException(
                        "has a file active that names no key file",
                        "Write the name of one key file into it, or remove it"));
    if (key.signing().isEmpty() || key.algorithm() != algorithm) {
      throw new InvalidKeysException(
          "has a file active that names "
              + name
              + ", which is no private key for "
              + algorithmName(),
          "Name a private key for that algorithm, or change token.algorithm");
    }
    return key;
  }

  private RingKey last(List<KeyFile> keys) {
    List<KeyFile> newestFirst = new ArrayList<>(keys);
    Collections.reverse(newestFirst);
    return first(
            newestFirst,
            file -> file.key().signing().isPresent() && file.key().algorithm() == algorithm)
        .orElseThrow(
            () ->
                new InvalidKeysException(
                    "has no private key for " + algorithmName() + " in a .jwk, .json or .pem file",
                    "Make one: " + newKey()));
  }

  private static Optional<RingKey> first(List<KeyFile> keys, Predicate<KeyFile> wanted) {
    return keys.stream().filter(wanted).findFirst().map(KeyFile::key);
  }

  private static String text(Path file) {
    return new String(OwnFile.read(file), ISO_8859_1).strip();
  }

  private String algorithmName() {
    return algorithm.headerName();
  }

  private String newKey() {
    return "java -jar postern-filter-core.jar new-key --algorithm "
        + algorithmName()
        + " "
        + directory;
  }

  /** Names that start with a dot are left out: editors and mounted volumes keep their own there. */
  private static boolean isKeyFile(Path file) {
    String name = OwnFile.nameOf(file);
    return !name.startsWith(".")
        && (name.endsWith(".jwk") || name.endsWith(".json") || name.endsWith(".pem"));
  }
}
