package dev.postern.token;

import dev.postern.config.Settings;
import dev.postern.json.Json;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keys of an application: one that signs, others that only verify still or already, and the
 * {@link AppSecret}.
 *
 * <p>A directory holds one key per file: {@code *.jwk} or {@code *.json} (RFC 7517), or {@code
 * *.pem} (PKCS#8 private or SubjectPublicKeyInfo public); other files are not looked at. The key
 * that signs is the one in the file that the file {@code active} names; without such a file, the
 * private key for the configured algorithm whose file name comes last, so that a name that starts
 * with the date makes the newest one sign. All others verify only. Every file is the server's own:
 * mode 0600 or 0400 where the file system has modes. Every key is bound to one algorithm and has
 * its RFC 7638 thumbprint as {@code kid}, whatever name the file gives it.
 *
 * <p>Immutable and thread-safe.
 */
public final class KeyRing {

  private final RingKey active;
  private final Map<String, RingKey> keys;
  private final AppSecret secret;
  private final boolean ephemeral;

  private KeyRing(RingKey active, List<RingKey> keys, AppSecret secret, boolean ephemeral) {
    this.active = active;
    this.keys =
        keys.stream()
            .collect(
                Collectors.toMap(
                    RingKey::id, key -> key, (first, second) -> first, LinkedHashMap::new));
    this.secret = secret;
    this.ephemeral = ephemeral;
  }

  /** One new key and a new secret, which end with this process. */
  public static KeyRing ephemeral(JwsAlgorithm algorithm, SecureRandom random) {
    RingKey key = RingKey.of(algorithm, NewKey.generate(algorithm, random));
    return new KeyRing(key, List.of(key), AppSecret.ephemeral(random), true);
  }

  /**
   * The keys and the secret of a directory.
   *
   * @param algorithm what to sign with
   * @throws InvalidKeysException if anything in it is missing, weak, doubled, readable by others, a
   *     published sample, or contradicts itself
   */
  public static KeyRing load(Path directory, JwsAlgorithm algorithm) {
    KeyDirectory files = new KeyDirectory(directory, algorithm);
    List<KeyFile> read = files.keys();
    RingKey active = files.active(read);
    return new KeyRing(
        active, read.stream().map(KeyFile::key).toList(), AppSecret.load(directory), false);
  }

  /**
   * The directory that the setting {@code keys} names, or ephemeral keys if it names none.
   *
   * @throws dev.postern.config.ConfigurationException if the directory cannot be used
   */
  public static KeyRing from(Settings settings, SecureRandom random) {
    JwsAlgorithm algorithm = settings.get(TokenSettings.ALGORITHM);
    return TokenSettings.fromKeys(
        settings, directory -> load(directory, algorithm), () -> ephemeral(algorithm, random));
  }

  /** Whether the keys end with this process, and with them every token and session. */
  public boolean isEphemeral() {
    return ephemeral;
  }

  /** The ids of all keys, none of them secret; the signing key's stands first. */
  public List<String> keyIds() {
    return keys.keySet().stream()
        .sorted(
            (left, right) -> Boolean.compare(right.equals(active.id()), left.equals(active.id())))
        .toList();
  }

  /** The secret of which session, denial and encryption keys are derived. */
  public AppSecret secret() {
    return secret;
  }

  /**
   * A JWK set (RFC 7517 section 5) of the public halves, for other verifiers. Symmetric keys have
   * none and are never in it.
   */
  public String publicJwks() {
    List<Map<String, Object>> published =
        keys.values().stream()
            .filter(key -> key.algorithm() != JwsAlgorithm.HS256)
            .map(KeyRing::published)
            .toList();
    return Json.write(Map.of("keys", published));
  }

  RingKey signingKey() {
    return active;
  }

  Optional<RingKey> verificationKey(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }

  private static Map<String, Object> published(RingKey key) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kid", key.id());
    members.put("use", "sig");
    members.put("alg", key.algorithm().headerName());
    key.publicMembers().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(member -> members.putIfAbsent(member.getKey(), member.getValue()));
    return members;
  }

  @Override
  public String toString() {
    return "KeyRing" + keyIds();
  }
}
