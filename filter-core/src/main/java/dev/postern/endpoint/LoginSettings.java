package dev.postern.endpoint;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Where callers log in and out, and where browsers are sent. All paths begin after the context
 * path. Immutable and thread-safe.
 *
 * @param path where a name and a password are posted; empty if only the application logs callers in
 * @param page where browsers find the form; empty if they get 401 like everybody else
 * @param home where a browser goes after a login that nothing led to
 * @param logoutPath where a caller logs out; empty if only the application does that
 * @param logoutPage where a browser goes after a logout: the page set for it, else the login page,
 *     else the home
 */
public record LoginSettings(
    Optional<String> path,
    Optional<String> page,
    String home,
    Optional<String> logoutPath,
    String logoutPage) {

  static final Setting<String> PATH =
      PlainPath.setting("login.path")
          .tier(Tier.ESSENTIAL)
          .meaning(
              "POST a name and a password here, as a form or as JSON (username, password). Without"
                  + " it only the application logs callers in.");
  static final Setting<String> PAGE =
      PlainPath.setting("login.page")
          .tier(Tier.COMMON)
          .meaning(
              "The page with the login form. Browsers without a login are redirected to it, and"
                  + " back to where they were. It may be the same path as login.path.");
  static final Setting<String> HOME =
      PlainPath.setting("login.home")
          .tier(Tier.COMMON)
          .defaultsTo("/")
          .meaning("Where a browser goes after a login that no redirect led to.");
  static final Setting<String> LOGOUT_PATH =
      PlainPath.setting("logout.path")
          .tier(Tier.ESSENTIAL)
          .meaning("POST here to log out. Without it only the application logs callers out.");
  static final Setting<String> LOGOUT_PAGE =
      PlainPath.setting("logout.page")
          .tier(Tier.COMMON)
          .meaning(
              "Where a browser goes after a logout. login.page if it is not set, else login.home.");

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(PATH, PAGE, HOME, LOGOUT_PATH, LOGOUT_PAGE);
  }

  /**
   * Reads them.
   *
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static LoginSettings from(Settings settings) {
    Optional<String> page = settings.find(PAGE);
    Optional<String> path = settings.find(PATH);
    Optional<String> logoutPath = settings.find(LOGOUT_PATH);
    if (path.isPresent() && path.equals(logoutPath)) {
      throw settings.problem(LOGOUT_PATH, "is also login.path", "Give the two different paths");
    }
    String home = settings.get(HOME);
    String logoutPage = settings.find(LOGOUT_PAGE).or(() -> page).orElse(home);
    return new LoginSettings(path, page, home, logoutPath, logoutPage);
  }
}
