package dev.postern.token;

import static java.util.Objects.requireNonNull;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How tokens are issued and what is asked of them. Immutable and thread-safe.
 *
 * @param keys the key directory; empty for ephemeral keys
 * @param algorithm what to sign with
 * @param format signed only, or signed and encrypted
 * @param encryption how tokens are encrypted, if they are
 * @param issuer {@code iss}
 * @param audience {@code aud}
 * @param lifetime from {@code iat} to {@code exp} of an access token
 * @param clockSkew how far the clocks of nodes may differ
 * @param maxLength of a token's text in characters
 */
public record TokenSettings(
    Optional<Path> keys,
    JwsAlgorithm algorithm,
    TokenFormat format,
    JweMethods encryption,
    String issuer,
    String audience,
    Duration lifetime,
    Duration clockSkew,
    int maxLength) {

  static final Setting<Path> KEYS =
      Setting.of("keys", TokenSettings::path)
          .tier(Tier.ESSENTIAL)
          .meaning(
              "The directory of keys and app.secret, made by the command new-key. Without it keys"
                  + " are made at start and end with the process.");

  static final Setting<JwsAlgorithm> ALGORITHM =
      Setting.choice("token.algorithm", JwsAlgorithm.class, JwsAlgorithm::headerName)
          .defaultsTo("ES256")
          .tier(Tier.COMMON)
          .meaning("The signature of tokens; the key directory holds a private key for it.");

  static final Setting<String> ISSUER =
      Setting.text("token.issuer")
          .tier(Tier.COMMON)
          .meaning("Who issues tokens (iss), compared exactly. Default: the name of the app.");

  static final Setting<String> AUDIENCE =
      Setting.text("token.audience")
          .tier(Tier.COMMON)
          .meaning("For whom tokens are (aud), compared exactly. Default: the name of the app.");

  static final Setting<Duration> LIFETIME =
      Setting.duration("token.lifetime", Duration.ofSeconds(1), Duration.ofDays(1))
          .defaultsTo("5m")
          .tier(Tier.COMMON)
          .meaning("How long an access token is valid, 1s to 1d.");

  static final Setting<TokenFormat> FORMAT =
      Setting.choice("token.format", TokenFormat.class)
          .defaultsTo("jws")
          .tier(Tier.RARE)
          .meaning(
              "jws: signed, readable by its bearer. jwe: signed, then encrypted for our nodes.");

  static final Setting<JweMethod> ENCRYPTION =
      Setting.of("token.encryption", JweMethod::parse)
          .meaning(
              "How jwe tokens are encrypted: dir, A256KW, ECDH-ES+A256KW or RSA-OAEP-256, a slash, and"
                  + " A256GCM or A128CBC-HS256. All but dir need a key of the key directory, made by"
                  + " new-key. Default: dir/A256GCM.");

  static final Setting<Set<JweMethod>> ENCRYPTION_ACCEPTED =
      Setting.of("token.encryption-accepted", JweMethod::parseAll)
          .meaning(
              "What is decrypted beside token.encryption, for a change of it while tokens live."
                  + " Default: nothing else.");

  static final Setting<Duration> CLOCK_SKEW =
      Setting.duration("token.clock-skew", Duration.ZERO, JwtProfile.MAX_CLOCK_SKEW)
          .defaultsTo("30s")
          .tier(Tier.RARE)
          .meaning("How far the clocks of nodes may differ, 0s to 5m.");

  static final Setting<Integer> MAX_LENGTH =
      Setting.number("token.max-length", 1024, JwtProfile.LONGEST)
          .defaultsTo("8192")
          .tier(Tier.RARE)
          .meaning("The longest token that is looked at, in characters; most servers take 8 KB.");

  /** Refuses null. */
  public TokenSettings {
    requireNonNull(keys, "keys");
    requireNonNull(algorithm, "algorithm");
    requireNonNull(format, "format");
    requireNonNull(encryption, "encryption");
    requireNonNull(issuer, "issuer");
    requireNonNull(audience, "audience");
    requireNonNull(lifetime, "lifetime");
    requireNonNull(clockSkew, "clockSkew");
  }

  /** Every setting of this package. */
  public static List<Setting<?>> all() {
    return List.of(
        KEYS,
        ALGORITHM,
        ISSUER,
        AUDIENCE,
        LIFETIME,
        FORMAT,
        ENCRYPTION,
        ENCRYPTION_ACCEPTED,
        CLOCK_SKEW,
        MAX_LENGTH);
  }

  /**
   * The values of one filter declaration.
   *
   * @param app stands in for an issuer or audience that is not set
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static TokenSettings from(Settings settings, String app) {
    requireEncrypted(settings, ENCRYPTION);
    requireEncrypted(settings, ENCRYPTION_ACCEPTED);
    return new TokenSettings(
        settings.find(KEYS),
        settings.get(ALGORITHM),
        settings.get(FORMAT),
        new JweMethods(
            settings.find(ENCRYPTION).orElse(JweMethod.DEFAULT),
            settings.find(ENCRYPTION_ACCEPTED).orElse(Set.of())),
        settings.find(ISSUER).orElse(app),
        settings.find(AUDIENCE).orElse(app),
        settings.get(LIFETIME),
        settings.get(CLOCK_SKEW),
        settings.get(MAX_LENGTH));
  }

  /**
   * What issuer and verifier agree on.
   *
   * @param maxLifetime the longest span from {@code iat} to {@code exp} of the tokens in question:
   *     {@link #lifetime} for access tokens, that of a session for references to one
   */
  public JwtProfile profile(Duration maxLifetime) {
    return new JwtProfile(issuer, audience, clockSkew, maxLifetime, format, encryption, maxLength);
  }

  /** Reads the key directory, if one is set, and puts its problems into the form of a setting's. */
  static <T> T fromKeys(Settings settings, Function<Path, T> reader, Supplier<T> otherwise) {
    Optional<Path> directory = settings.find(KEYS);
    if (directory.isEmpty()) {
      return otherwise.get();
    }
    try {
      return reader.apply(directory.get());
    } catch (InvalidKeysException e) {
      throw settings.problem(KEYS, e.problem(), e.fix());
    }
  }

  /** Whoever asks for an encryption must not get tokens that anyone can read. */
  private static void requireEncrypted(Settings settings, Setting<?> setting) {
    if (settings.find(setting).isPresent() && settings.get(FORMAT) != TokenFormat.JWE) {
      throw settings.problem(
          setting, "is set, but token.format is not jwe", "Set token.format=jwe, or remove it");
    }
  }

  /**
   * Refuses a filter whose tokens no key can encrypt.
   *
   * @throws dev.postern.config.ConfigurationException if there is none
   */
  public void requireEncryptionKey(Settings settings, KeySource keys, Instant now) {
    JweAlgorithm needed = encryption.issued().algorithm();
    if (format == TokenFormat.JWE && needed.hasKeyOfItsOwn() && !canEncrypt(keys, needed, now)) {
      throw settings.problem(
          ENCRYPTION,
          "has no key in the directory that keys names",
          "Make one there: java -jar postern-filter-core.jar new-key --algorithm "
              + needed.headerName());
    }
  }

  /** That there are no keys at all now is an outage, and no reason not to start. */
  private static boolean canEncrypt(KeySource keys, JweAlgorithm algorithm, Instant now) {
    try {
      return keys.at(now).encryption().active(algorithm, now).isPresent();
    } catch (KeysUnavailableException e) {
      return true;
    }
  }

  private static Path path(String text) throws InvalidValueException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidValueException("is not a path", "Name a directory");
    }
  }
}
