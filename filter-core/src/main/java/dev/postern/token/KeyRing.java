package dev.postern.token;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.postern.json.Json;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an application: one that signs, the next ones that only verify already, retired ones
 * that verify still, and the {@link AppSecret}.
 *
 * <p>A directory holds one key per file: {@code *.jwk} or {@code *.json} (RFC 7517), or {@code
 * *.pem} (PKCS#8 private or SubjectPublicKeyInfo public); other files are not looked at. Every file
 * is the server's own: mode 0600 or 0400 where the file system has modes. Every key is bound to one
 * algorithm and has its RFC 7638 thumbprint as {@code kid}, whatever name the file gives it.
 *
 * <p>Of the private keys for the configured algorithm the one signs whose time to sign came last:
 * {@code nbf} in its JWK, in seconds since 1970. One without {@code nbf} signs from the start on
 * and stands before all with a time, by file name; if it appears while the application runs, its
 * time is {@code keys.publish-before} later. If no key's time has come, the nearest one signs. The
 * key that signed before goes on verifying until the last token that it can have signed is over;
 * where the time of its successor is not known, until its file is removed. {@code exp} in a JWK
 * ends any key. A key whose {@code use} is {@code enc}, or whose file ends in {@code .enc.pem},
 * encrypts tokens and signs nothing. A file {@code active} that names one key file makes that key
 * sign whatever the time.
 *
 * <p>Immutable and thread-safe.
 */
public final class KeyRing implements KeySource {

  private final JwsAlgorithm algorithm;
  private final Map<String, RingEntry> entries;

  /** Those that sign, once or now or later, in the order in which they do. */
  private final List<RingEntry> signers;

  private final Optional<RingKey> pinned;
  private final EncryptionKeys encryption;
  private final boolean ephemeral;

  KeyRing(
      JwsAlgorithm algorithm,
      List<RingEntry> entries,
      Optional<RingKey> pinned,
      EncryptionKeys encryption,
      boolean ephemeral) {
    this.algorithm = algorithm;
    this.entries =
        entries.stream()
            .collect(
                toMap(
                    entry -> entry.key().id(),
                    entry -> entry,
                    (first, second) -> first,
                    LinkedHashMap::new));
    this.signers =
        this.entries.values().stream()
            .filter(entry -> entry.isSigning(algorithm))
            .sorted(Comparator.comparing(RingEntry::signsFrom))
            .toList();
    this.pinned = pinned;
    this.encryption = encryption;
    this.ephemeral = ephemeral;
  }

  /** One new key and a new secret, which end with this process. */
  public static KeyRing ephemeral(JwsAlgorithm algorithm, SecureRandom random) {
    RingKey key = RingKey.of(algorithm, NewKey.generate(algorithm, random));
    RingEntry entry = new RingEntry(key, RingEntry.UNKNOWN, Optional.empty());
    EncryptionKeys none = new EncryptionKeys(AppSecret.ephemeral(random), List.of());
    return new KeyRing(algorithm, List.of(entry), Optional.empty(), none, true);
  }

  /**
   * The keys and the secret of a directory, read once.
   *
   * @param algorithm what to sign with
   * @throws InvalidKeysException if anything in it is missing, weak, doubled, readable by others, a
   *     published sample, or contradicts itself
   */
  public static KeyRing load(Path directory, JwsAlgorithm algorithm) {
    KeyDirectory files = new KeyDirectory(directory, algorithm);
    return files.ring(
        files.contents(),
        KeyFile::signsFromStart,
        UnaryOperator.identity(),
        AppSecret.load(directory));
  }

  @Override
  public KeyRing at(Instant now) {
    return this;
  }

  /** Whether the keys end with this process, and with them every token and session. */
  public boolean isEphemeral() {
    return ephemeral;
  }

  /** The ids of all keys, none of them secret; the signing key's stands first. */
  public List<String> keyIds(Instant now) {
    String signing = findSigningKey(now).map(RingKey::id).orElse("");
    return entries.keySet().stream()
        .sorted((left, right) -> Boolean.compare(right.equals(signing), left.equals(signing)))
        .toList();
  }

  /** The ids of those keys that are so. */
  Set<String> keyIdsThat(Predicate<String> are) {
    return entries.keySet().stream().filter(are).collect(toUnmodifiableSet());
  }

  /** The secret of which session, denial and {@code dir} keys are derived. */
  public AppSecret secret() {
    return encryption.secret();
  }

  /**
   * A JWK set (RFC 7517 section 5) of the public halves, for other verifiers: those that sign, will
   * sign, or have signed what may still be valid, and those to encrypt for us with. Symmetric keys
   * have none and are never in it.
   *
   * @param tokenLife how long after its making the last token of a key may still be accepted
   */
  public String publicJwks(Instant now, Duration tokenLife) {
    Stream<Map<String, Object>> signing =
        entries.values().stream()
            .filter(entry -> !isOver(entry, now, tokenLife))
            .map(RingEntry::key)
            .filter(key -> key.algorithm() != JwsAlgorithm.HS256)
            .map(RingKey::published);
    return Json.write(
        Map.of("keys", Stream.concat(signing, encryption.published(now).stream()).toList()));
  }

  /**
   * The key to sign with.
   *
   * @throws KeysUnavailableException if every one was removed
   */
  RingKey signingKey(Instant now) {
    return findSigningKey(now)
        .orElseThrow(() -> new KeysUnavailableException("The key ring has no key that signs."));
  }

  Optional<RingKey> verificationKey(String keyId, Instant now, Duration tokenLife) {
    @Nullable RingEntry entry = entries.get(keyId);
    return entry == null || isOver(entry, now, tokenLife)
        ? Optional.empty()
        : Optional.of(entry.key());
  }

  /** This ring and more keys that sign. */
  KeyRing with(List<RingEntry> more) {
    return new KeyRing(
        algorithm,
        Stream.concat(entries.values().stream(), more.stream()).toList(),
        pinned,
        encryption,
        ephemeral);
  }

  /** This ring and none of these keys. */
  KeyRing without(Set<String> keyIds) {
    return new KeyRing(
        algorithm,
        entries.values().stream().filter(entry -> !keyIds.contains(entry.key().id())).toList(),
        pinned.filter(key -> !keyIds.contains(key.id())),
        encryption,
        ephemeral);
  }

  EncryptionKeys encryption() {
    return encryption;
  }

  JwsAlgorithm algorithm() {
    return algorithm;
  }

  boolean canSign() {
    return !signers.isEmpty();
  }

  private Optional<RingKey> findSigningKey(Instant now) {
    if (pinned.isPresent()) {
      return pinned;
    }
    List<RingEntry> live = signers.stream().filter(entry -> !entry.isEnded(now)).toList();
    Optional<RingEntry> latestDue =
        live.stream().filter(entry -> entry.isDue(now)).reduce((earlier, later) -> later);
    return latestDue.or(() -> live.stream().findFirst()).map(RingEntry::key);
  }

  private boolean isOver(RingEntry entry, Instant now, Duration tokenLife) {
    return entry.isEnded(now)
        || successor(entry)
            .filter(RingEntry::hasKnownStart)
            .map(next -> !next.signsFrom().plus(tokenLife).isAfter(now))
            .orElse(false);
  }

  private Optional<RingEntry> successor(RingEntry entry) {
    int at = signers.indexOf(entry);
    return pinned.isPresent() || at < 0 || at + 1 == signers.size()
        ? Optional.empty()
        : Optional.of(signers.get(at + 1));
  }

  @Override
  public String toString() {
    return "KeyRing" + entries.keySet();
  }
}
