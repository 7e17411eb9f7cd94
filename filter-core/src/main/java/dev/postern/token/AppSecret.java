package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.config.Settings;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 random bits shared by all nodes of an application, from which every symmetric key is derived,
 * one per purpose: session MAC, session index, denials, token encryption. Never used as a key
 * itself and never shown by {@link #toString()}. Immutable and thread-safe.
 */
public final class AppSecret {

  static final int LENGTH = 32;

  private final byte[] secret;

  /** Of exactly {@value #LENGTH} bytes. */
  AppSecret(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("An application's secret has " + LENGTH + " bytes.");
    }
    this.secret = secret.clone();
  }

  /** A secret that ends with this process. */
  public static AppSecret ephemeral(SecureRandom random) {
    byte[] secret = new byte[LENGTH];
    random.nextBytes(secret);
    return new AppSecret(secret);
  }

  /**
   * The secret in the file {@code app.secret} of a key directory: 32 random bytes in base64url,
   * mode 0600 or 0400.
   *
   * @throws InvalidKeysException if it is missing, readable by others or something else
   */
  public static AppSecret load(Path directory) {
    return new SecretFile(directory).read();
  }

  /**
   * The secret in the directory that the setting {@code keys} names, or an ephemeral one if it
   * names none.
   *
   * @throws dev.postern.config.ConfigurationException if the directory cannot be used
   */
  public static AppSecret from(Settings settings, SecureRandom random) {
    return TokenSettings.fromKeys(settings, AppSecret::load, () -> ephemeral(random));
  }

  /**
   * A 256-bit key for one purpose. The same label gives the same key on every node; from one key
   * nothing is learned about another (HKDF-Expand of RFC 5869 for one block).
   *
   * @param label says what the key is for; not empty
   */
  public byte[] derive(String label) {
    if (label.isEmpty()) {
      throw new IllegalArgumentException("A derived key has a label.");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update("postern/1/".getBytes(UTF_8));
      mac.update(label.getBytes(UTF_8));
      mac.update((byte) 1);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256.", e);
    }
  }

  @Override
  public String toString() {
    return "AppSecret[redacted]";
  }
}
