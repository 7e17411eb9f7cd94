package dev.postern.store.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a redis-server is: the one that {@code -Dredis.server} names, else one on the PATH, else
 * the one that a test dependency carries.
 */
final class RedisBinary {

  private static final Path FOUND = find();

  private RedisBinary() {}

  static Path path() {
    return FOUND;
  }

  /** One that was built without TLS does not know the option. */
  static boolean speaksTls() {
    try {
      Process asked =
          new ProcessBuilder(FOUND.toString(), "--port", "0", "--tls-port", "0")
              .redirectErrorStream(true)
              .start();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return !said.contains("Bad directive");
    } catch (IOException e) {
      throw new IllegalStateException("redis-server could not be started.", e);
    }
  }

  private static Path find() {
    return Optional.ofNullable(System.getProperty("redis.server"))
        .map(Path::of)
        .or(RedisBinary::onThePath)
        .orElseGet(RedisBinary::unpacked);
  }

  private static Optional<Path> onThePath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path unpacked() {
    String name = "/redis-server-" + versionAndPlatform();
    try (InputStream in = RedisBinary.class.getResourceAsStream(name)) {
      Path binary = Files.createTempFile("redis-server", "");
      Files.write(binary, Objects.requireNonNull(in, name).readAllBytes());
      binary.toFile().setExecutable(true);
      binary.toFile().deleteOnExit();
      return binary;
    } catch (IOException e) {
      throw new IllegalStateException("No redis-server could be unpacked.", e);
    }
  }

  private static String versionAndPlatform() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    if (System.getProperty("os.name").startsWith("Mac")) {
      return "6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64");
    }
    return arm ? "6.2.7-linux-arm64" : "6.2.6-v5-linux-amd64";
  }
}
