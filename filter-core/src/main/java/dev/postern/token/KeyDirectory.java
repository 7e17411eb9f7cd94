package dev.postern.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that make a {@link KeyRing}. */
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

  /** What the files say that make the ring, by file name. */
  Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    keyFiles().forEach(file -> contents.put(OwnFile.nameOf(file), content(file)));
    Path pointer = directory.resolve(ACTIVE_FILE);
    if (Files.exists(pointer)) {
      contents.put(ACTIVE_FILE, content(pointer));
    }
    return contents;
  }

  /**
   * The ring of these contents.
   *
   * @param dated gives each signing key its times
   * @param encryption gives the encryption keys theirs
   */
  KeyRing ring(
      Map<String, String> contents,
      Function<KeyFile, RingEntry> dated,
      UnaryOperator<EncryptionKeys> encryption,
      AppSecret secret) {
    Map<String, String> nameOfId = new HashMap<>();
    List<KeyFile> keys = keys(contents, nameOfId);
    EncryptionKeys encrypting =
        encryption.apply(new EncryptionKeys(secret, encryptionKeys(contents, nameOfId)));
    List<RingEntry> entries = keys.stream().map(dated).toList();
    Optional<RingKey> pinned =
        Optional.ofNullable(contents.get(ACTIVE_FILE)).map(name -> named(name.strip(), keys));
    KeyRing ring = new KeyRing(algorithm, entries, pinned, encrypting, false);
    if (!ring.canSign()) {
      throw new InvalidKeysException(
          "has no private key for " + algorithmName() + " in a .jwk, .json or .pem file",
          "Make one: " + newKey());
    }
    return ring;
  }

  AppSecret secret() {
    return AppSecret.load(directory);
  }

  JwsAlgorithm algorithm() {
    return algorithm;
  }

  /** Empty if the directory cannot be listed. */
  Optional<Set<String>> namesIfListed() {
    try (Stream<Path> files = Files.list(directory)) {
      return Optional.of(files.map(OwnFile::nameOf).collect(Collectors.toSet()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<KeyFile> keys(Map<String, String> contents, Map<String, String> nameOfId) {
    List<KeyFile> keys = new ArrayList<>();
    contents.forEach(
        (name, text) -> {
          byte[] content = text.getBytes(ISO_8859_1);
          if (!name.equals(ACTIVE_FILE) && !EncryptionKeyReader.isFor(name, content)) {
            KeyFile key = read(name, content);
            requireOnce(key.key().id(), name, nameOfId);
            keys.add(key);
          }
        });
    return keys;
  }

  private static List<EncryptionEntry> encryptionKeys(
      Map<String, String> contents, Map<String, String> nameOfId) {
    List<EncryptionEntry> keys = new ArrayList<>();
    contents.forEach(
        (name, text) -> {
          byte[] content = text.getBytes(ISO_8859_1);
          if (!name.equals(ACTIVE_FILE) && EncryptionKeyReader.isFor(name, content)) {
            EncryptionEntry entry = new EncryptionKeyReader(name).read(content);
            requireOnce(entry.key().id(), name, nameOfId);
            keys.add(entry);
          }
        });
    return keys;
  }

  /** Also not once to sign and once to encrypt (JWK-2). */
  private static void requireOnce(String id, String name, Map<String, String> nameOfId) {
    @Nullable String other = nameOfId.put(id, name);
    if (other != null) {
      throw new InvalidKeysException(
          "holds one key twice, in " + other + " and " + name, "Remove one of them");
    }
  }

  private List<Path> keyFiles() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(KeyDirectory::isKeyFile).sorted().toList();
    } catch (IOException e) {
      throw new InvalidKeysException(
          "cannot be listed", "Let the server's account read and enter it");
    }
  }

  private KeyFile read(String name, byte[] content) {
    KeyFile file =
        name.endsWith(".pem")
            ? new PemReader(name, algorithm).read(content)
            : new JwkReader(name, algorithm).read(content);
    new KeyChecks(name).requireSound(file.key());
    return file;
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

  private static Optional<RingKey> first(List<KeyFile> keys, Predicate<KeyFile> wanted) {
    return keys.stream().filter(wanted).findFirst().map(KeyFile::key);
  }

  /** One character per byte. */
  private static String content(Path file) {
    return new String(OwnFile.read(file), ISO_8859_1);
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
  static boolean isKeyFile(Path file) {
    String name = OwnFile.nameOf(file);
    return !name.startsWith(".")
        && (name.endsWith(".jwk") || name.endsWith(".json") || name.endsWith(".pem"));
  }
}
