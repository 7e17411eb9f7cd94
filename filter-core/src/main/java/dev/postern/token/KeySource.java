package dev.postern.token;

import dev.postern.config.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where the key ring of now comes from. Implementations are thread-safe. */
public interface KeySource {

  /**
   * The ring to sign and verify with. Asked anew for each token, because keys come and go.
   *
   * @param now of the request
   */
  KeyRing at(Instant now);

  /** The same, however short ago the last look was at where keys come from. */
  default KeyRing lookedAtAnew(Instant now) {
    return at(now);
  }

  /** Says how long a token may be accepted after its making; of several, the longest counts. */
  default void keepFor(Duration tokenLife) {}

  /**
   * Whether this source made the key and shares it with other nodes.
   *
   * @throws RuntimeException if that cannot be known
   */
  default boolean shares(String keyId, Instant now) {
    return false;
  }

  /**
   * Takes a key out of use on all nodes, if this source made it.
   *
   * @return whether it did; the key is void on this node then, and on the others after their next
   *     look
   * @throws RuntimeException if that could not be confirmed
   */
  default boolean remove(String keyId, Instant now) {
    return false;
  }

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

  /**
   * This source, and keys made on the schedule of {@code keys.rotate-every}, shared through a
   * record; this source alone if nothing is set.
   *
   * @param secret of which the seal is made where no master is set
   */
  static KeySource rotating(
      KeySource directory,
      SharedRecord record,
      KeySettings settings,
      AppSecret secret,
      String app,
      JwsAlgorithm algorithm,
      SecureRandom random) {
    if (settings.rotateEvery().isEmpty()) {
      return directory;
    }
    List<byte[]> masters = settings.master().secrets(secret.derive("key-ring-master"));
    SharedKeyForm form = new SharedKeyForm(masters, app, algorithm, random);
    return new SharedKeyRing(directory, record, form, settings, settings.rotateEvery().get());
  }
}
