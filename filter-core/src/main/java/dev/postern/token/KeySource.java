package dev.postern.token;

import dev.postern.config.Settings;
import java.security.SecureRandom;
import java.time.Instant;

/** Where the key ring of now comes from. Implementations are thread-safe. */
public interface KeySource {

  /**
   * The ring to sign and verify with. Asked anew for each token, because keys come and go.
   *
   * @param now of the request
   */
  KeyRing at(Instant now);

  /**
   * The directory that the setting {@code keys} names, looked at again and again; or ephemeral keys
   * if it names none.
   *
   * @throws dev.postern.config.ConfigurationException if the directory cannot be used
   */
  static KeySource from(Settings settings, SecureRandom random) {
    JwsAlgorithm algorithm = settings.get(TokenSettings.ALGORITHM);
    KeySettings times = KeySettings.from(settings);
    return TokenSettings.fromKeys(
        settings,
        directory -> new WatchedKeys(new KeyDirectory(directory, algorithm), times),
        () -> KeyRing.ephemeral(algorithm, random));
  }
}
