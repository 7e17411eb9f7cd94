package dev.postern.session;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The secrets that records are sealed with in a store that other nodes share: the first one seals,
 * all of them open. Session ids and the keys that records are filed under do not depend on them, so
 * that a change logs nobody out. Immutable and thread-safe; shows nothing of its secrets.
 */
public final class SealKeys {

  /** {@code session.seal-keys}. */
  public static final Setting<SealKeys> SETTING =
      Setting.of("session.seal-keys", SealKeys::parse)
          .secret()
          .meaning(
              "What records are sealed with in a shared store: 32 random bytes in base64url each,"
                  + " separated by commas; best by ${file:…}. The first seals, all open. app-secret"
                  + " stands for the key that is made of app.secret. Default: app-secret.");

  private static final String OF_APP_SECRET = "app-secret";
  private static final int LENGTH = 32;

  /** 32 random bytes have about 30 different values; fewer than 16 never happens by chance. */
  private static final int MIN_DIFFERENT_BYTES = 16;

  private final List<String> entries;

  private SealKeys(List<String> entries) {
    this.entries = entries;
  }

  /** Every setting of this class. */
  public static List<Setting<?>> all() {
    return List.of(SETTING);
  }

  /** What holds where nothing is set. */
  public static SealKeys ofAppSecret() {
    return new SealKeys(List.of(OF_APP_SECRET));
  }

  /**
   * The secrets themselves, the one that seals first.
   *
   * @param derived the one that is made of the app's secret
   */
  public List<byte[]> secrets(byte[] derived) {
    return entries.stream()
        .map(entry -> entry.equals(OF_APP_SECRET) ? derived.clone() : decode(entry).orElseThrow())
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealKeys that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "SealKeys[" + entries.size() + " redacted]";
  }

  private static SealKeys parse(String text) throws InvalidValueException {
    List<String> entries = Arrays.stream(text.split("[,\\s]+")).toList();
    Set<String> different = new HashSet<>();
    for (String entry : entries) {
      if (!different.add(entry)) {
        throw new InvalidValueException("names one key twice", "Name each key once");
      }
      if (!entry.equals(OF_APP_SECRET) && decode(entry).isEmpty()) {
        throw new InvalidValueException(
            "has an entry that is not 32 random bytes in base64url",
            "Make one with: openssl rand -base64 32 | tr '+/' '-_' | tr -d '='");
      }
    }
    return new SealKeys(entries);
  }

  private static Optional<byte[]> decode(String entry) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(entry);
      return bytes.length == LENGTH && isVaried(bytes) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isVaried(byte[] bytes) {
    Set<Byte> different = new HashSet<>();
    for (byte one : bytes) {
      different.add(one);
    }
    return different.size() >= MIN_DIFFERENT_BYTES;
  }
}
