package dev.postern.transport;

import static java.util.Objects.requireNonNull;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the credential cookie looks. Immutable and thread-safe.
 *
 * @param name its whole name, with the {@code __Host-} that a secure cookie always has
 * @param sameSite its SameSite attribute; {@code NONE} only for a secure cookie
 * @param allowInsecureCookie whether it travels over plain HTTP, without {@code Secure} and without
 *     the prefix; for trying things out, never for production
 */
public record CookieSettings(String name, SameSite sameSite, boolean allowInsecureCookie) {

  /** The cookie's name without prefix. */
  static final Setting<String> NAME =
      Setting.of("cookie.name", CookieSettings::parseName)
          .tier(Tier.RARE)
          .meaning(
              "Name of the credential cookie, without __Host-, which is added. Letters, digits,"
                  + " -, _ and ., at most 64. Default: app and strategy, for example"
                  + " parcels-session.");

  static final Setting<SameSite> SAME_SITE =
      Setting.choice("cookie.same-site", SameSite.class)
          .tier(Tier.RARE)
          .defaultsTo("lax")
          .meaning("When other sites' requests carry the cookie: lax, strict or none.");

  static final Setting<Boolean> ALLOW_INSECURE_COOKIE =
      Setting.flag("allow-insecure-cookie")
          .tier(Tier.RARE)
          .defaultsTo("false")
          .meaning(
              "true drops Secure and __Host- from the cookie, so that plain HTTP works. Anybody on"
                  + " the network can then take it. Never in production.");

  private static final String PREFIX = "__Host-";
  private static final String REFRESH = "-refresh";
  private static final String SESSION = "-attributes";

  /** Name and value together; browsers drop a longer cookie without a word (CK-2). */
  static final int MAX_BYTES = 4096;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * Checks what holds for every cookie.
   *
   * @throws IllegalArgumentException if name, SameSite and security do not fit each other
   */
  public CookieSettings {
    requireNonNull(sameSite, "sameSite");
    if (!PLAIN_NAME.matcher(plain(name)).matches()) {
      throw new IllegalArgumentException("A cookie name has 1 to 64 letters, digits, -, _ and .");
    }
    if (name.startsWith(PREFIX) == allowInsecureCookie) {
      throw new IllegalArgumentException("A cookie is named __Host- if and only if it is secure.");
    }
    if (allowInsecureCookie && sameSite == SameSite.NONE) {
      throw new IllegalArgumentException("SameSite=None needs a secure cookie.");
    }
  }

  /** Every setting of this package. */
  public static List<Setting<?>> all() {
    return List.of(NAME, SAME_SITE, ALLOW_INSECURE_COOKIE);
  }

  /**
   * Reads the settings of one filter.
   *
   * @param defaultName the name without prefix where none is set, made of app and strategy so that
   *     two filters of one host do not share a cookie; characters no name has become {@code -}
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static CookieSettings from(Settings settings, String defaultName) {
    boolean insecure = settings.get(ALLOW_INSECURE_COOKIE);
    SameSite sameSite = settings.get(SAME_SITE);
    if (insecure && sameSite == SameSite.NONE) {
      throw settings.problem(
          SAME_SITE,
          "needs a secure cookie, and allow-insecure-cookie is true",
          "Write lax or strict, or remove allow-insecure-cookie");
    }
    String plain = settings.find(NAME).orElseGet(() -> fitting(defaultName));
    return new CookieSettings(insecure ? plain : PREFIX + plain, sameSite, insecure);
  }

  /** The cookie of the refresh token: the same, under a name of its own (RT-9). */
  public CookieSettings ofRefreshToken() {
    return new CookieSettings(name + REFRESH, sameSite, allowInsecureCookie);
  }

  /** The cookie of a session that the client carries: the same, under a name of its own. */
  public CookieSettings ofSession() {
    return new CookieSettings(name + SESSION, sameSite, allowInsecureCookie);
  }

  /** How many characters a value may have. */
  public int longestValue() {
    return MAX_BYTES - name.length();
  }

  private static String parseName(String text) throws InvalidValueException {
    if (text.toLowerCase(Locale.ROOT).startsWith("__")) {
      throw new InvalidValueException(
          "starts with __", "Leave the prefix out; __Host- is added to every secure cookie");
    }
    if (text.equalsIgnoreCase("JSESSIONID")) {
      throw new InvalidValueException(
          "is the container's own cookie", "Write another name, for example SESSION");
    }
    if (!PLAIN_NAME.matcher(text).matches()) {
      throw new InvalidValueException(
          "is not a cookie name", "Write 1 to 64 letters, digits, dots, dashes or underscores");
    }
    return text;
  }

  private static String fitting(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "-");
    return plain.substring(0, Math.min(64, plain.length()));
  }

  private static String plain(String name) {
    String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return without(SESSION, without(REFRESH, plain));
  }

  private static String without(String suffix, String name) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
