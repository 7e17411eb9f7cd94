package dev.postern.config;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets to seal with: the first one seals, all of them open, so that one can be changed while
 * what it sealed is alive. Immutable and thread-safe; shows nothing of its secrets.
 */
public final class RandomSecrets {

  private static final String OF_APP_SECRET = "app-secret";
  private static final int LENGTH = 32;

  /** 32 random bytes have about 30 different values; fewer than 16 never happens by chance. */
  private static final int MIN_DIFFERENT_BYTES = 16;

  private final List<String> entries;

  private RandomSecrets(List<String> entries) {
    this.entries = entries;
  }

  /** A setting of 32 random bytes each in base64url, separated by commas; its value is secret. */
  public static Setting<RandomSecrets> setting(String name) {
    return Setting.of(name, RandomSecrets::parse).secret();
  }

  /** What holds where nothing is set. */
  public static RandomSecrets ofAppSecret() {
    return new RandomSecrets(List.of(OF_APP_SECRET));
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
    return other instanceof RandomSecrets that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "RandomSecrets[" + entries.size() + " redacted]";
  }

  private static RandomSecrets parse(String text) throws InvalidValueException {
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
    return new RandomSecrets(entries);
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
