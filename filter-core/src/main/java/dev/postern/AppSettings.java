package dev.postern;

import dev.postern.config.InvalidValueException;
import dev.postern.config.RandomSecrets;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import dev.postern.denylist.DenylistSettings;
import dev.postern.protection.ThrottleSettings;
import dev.postern.session.SealKeys;
import dev.postern.store.StoreProvider;
import dev.postern.token.KeySettings;
import dev.postern.token.TokenSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What all filters of one {@code app} share: its name, its store and its keys. Immutable and
 * thread-safe; {@link #toString()} shows no value of the store's, since one may hold a password.
 *
 * @param app the name under which records, keys and cookies live
 * @param store the provider's name
 * @param storeValues the settings of the provider
 * @param keys the key directory, or empty for keys that end with the process
 * @param keyTimes how signing keys come and go
 * @param sealKeys what records are sealed with
 * @param denylist how fast a revocation is known
 * @param throttle how many attempts to log in, counted over all filters of the app
 */
record AppSettings(
    String app,
    String store,
    Map<String, String> storeValues,
    Optional<Path> keys,
    KeySettings keyTimes,
    RandomSecrets sealKeys,
    DenylistSettings denylist,
    ThrottleSettings throttle) {

  private static final String ROOT = "root";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final int MAX_READABLE = 16;

  static final Setting<String> APP =
      Setting.of("app", AppSettings::appName)
          .tier(Tier.COMMON)
          .meaning(
              "The name under which this application's records, keys and cookies live; filters with"
                  + " the same name share a login. Lower-case letters, digits and `-`, at most 32."
                  + " Default: the context path.");

  static final Setting<String> STORE =
      Setting.text("store")
          .tier(Tier.ESSENTIAL)
          .defaultsTo("memory")
          .meaning(
              "Where sessions and revocations are kept: the name of a store whose jar is there.");

  AppSettings {
    storeValues = Map.copyOf(storeValues);
  }

  static List<Setting<?>> all() {
    return List.of(STORE, APP);
  }

  static AppSettings from(Settings settings, String contextPath, StoreProvider provider) {
    String app = settings.find(APP).orElseGet(() -> defaultApp(contextPath));
    return new AppSettings(
        app,
        provider.name(),
        settings.valuesOf(provider.settingNames()),
        TokenSettings.from(settings, app).keys(),
        KeySettings.from(settings),
        settings.find(SealKeys.SETTING).orElseGet(RandomSecrets::ofAppSecret),
        DenylistSettings.from(settings),
        ThrottleSettings.from(settings));
  }

  @Override
  public String toString() {
    return "AppSettings[app=" + app + ", store=" + store + "]";
  }

  /** A context path that is no name gets its hash into one, so that no two share a name. */
  private static String defaultApp(String contextPath) {
    if (contextPath.isEmpty()) {
      return ROOT;
    }
    String plain = contextPath.substring(1);
    if (NAME.matcher(plain).matches() && !plain.equals(ROOT)) {
      return plain;
    }
    String readable = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "app-"
        + readable.substring(0, Math.min(readable.length(), MAX_READABLE))
        + "-"
        + Integer.toUnsignedString(contextPath.hashCode(), Character.MAX_RADIX);
  }

  private static String appName(String text) throws InvalidValueException {
    if (!NAME.matcher(text).matches()) {
      throw new InvalidValueException(
          "is not a name of an app",
          "Use 1 to 32 lower-case letters, digits and hyphens, beginning with a letter or digit");
    }
    return text;
  }
}
