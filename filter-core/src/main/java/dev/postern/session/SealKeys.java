package dev.postern.session;

import dev.postern.config.RandomSecrets;
import dev.postern.config.Setting;
import java.util.List;

/**
 * What records are sealed with in a store that other nodes share. Session ids and the keys that
 * records are filed under do not depend on it, so that a change logs nobody out. Stateless.
 */
public final class SealKeys {

  /** {@code session.seal-keys}. */
  public static final Setting<RandomSecrets> SETTING =
      RandomSecrets.setting("session.seal-keys")
          .meaning(
              "What records are sealed with in a shared store, and sessions in the hands of clients"
                  + " (http-session=token): 32 random bytes in base64url each, separated by commas;"
                  + " best by ${file:…}. The first seals, all open. app-secret"
                  + " stands for the key that is made of app.secret. Default: app-secret.");

  private SealKeys() {}

  /** Every setting of this class. */
  public static List<Setting<?>> all() {
    return List.of(SETTING);
  }
}
