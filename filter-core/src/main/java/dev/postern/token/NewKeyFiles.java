package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes what {@link KeyDirectory} reads; each file is private from its first moment on. */
final class NewKeyFiles {

  private final Path directory;
  private final SecureRandom random;

  NewKeyFiles(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /**
   * Writes a new key and answers its id.
   *
   * @param notBefore when it begins to sign or to encrypt
   * @throws FileAlreadyExistsException if the name is taken
   */
  String writeKey(String name, KeyAlgorithm algorithm, Instant notBefore) throws IOException {
    Files.createDirectories(directory, mode("rwx------"));
    Map<String, Object> jwk = NewJwk.generate(algorithm, random);
    String id = NewJwk.idOf(jwk);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kid", id);
    members.put("use", algorithm.use());
    members.put("alg", algorithm.headerName());
    members.put("nbf", notBefore.getEpochSecond());
    members.putAll(jwk);
    write(name, Json.write(members));
    return id;
  }

  /** Whether a key is there already. */
  boolean hasKey() throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(KeyDirectory::isKeyFile);
    }
  }

  /** Whether one was written. */
  boolean writeSecretUnlessThere() throws IOException {
    byte[] secret = new byte[AppSecret.LENGTH];
    random.nextBytes(secret);
    try {
      write(SecretFile.NAME, Base64Url.encode(secret));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false; // The sessions of the application hang on it.
    }
  }

  private void write(String name, String content) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel file =
        Files.newByteChannel(directory.resolve(name), options, mode("rw-------"))) {
      ByteBuffer bytes = UTF_8.encode(content + "\n");
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }

  /** The mode to create with, on file systems that have modes. */
  private FileAttribute<?>[] mode(String permissions) {
    FileSystem system = directory.getFileSystem();
    return system.supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
