package dev.postern.endpoint;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What checks passwords. Immutable and thread-safe.
 *
 * @param choice empty if the application logs callers in itself
 */
public record VerifierSettings(Optional<VerifierChoice> choice) {

  private static final String USERS_FILE = "users-file";
  private static final String CONTAINER = "container";
  private static final String IDENTITY_STORE = "identity-store";
  // A dot is asked for, so that a misspelled kind is not taken for a class.
  private static final Pattern CLASS_NAME =
      Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)+");

  static final Setting<String> VERIFIER =
      Setting.of("login.verifier", VerifierSettings::parseVerifier)
          .tier(Tier.ESSENTIAL)
          .meaning(
              "What checks passwords: users-file, container (its own realm), identity-store"
                  + " (Jakarta Security), or the name of a class of the application that implements"
                  + " CredentialVerifier. users-file if login.users-file is set.");
  static final Setting<String> LOCATION =
      Setting.text("login.users-file")
          .tier(Tier.ESSENTIAL)
          .meaning(
              "Lines of name:hash:roles, made by the command new-user. A file of the machine, or"
                  + " one inside the WAR when it begins with /WEB-INF/. Read once, at start-up.");
  static final Setting<List<String>> CONTAINER_ROLES =
      Setting.list("login.container-roles")
          .meaning(
              "With login.verifier=container: the roles to ask the container for, because it never"
                  + " lists them. A caller has no other.");

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(VERIFIER, LOCATION, CONTAINER_ROLES);
  }

  /**
   * Reads them.
   *
   * @throws dev.postern.config.ConfigurationException if one is wrong, missing or never read
   */
  public static VerifierSettings from(Settings settings) {
    Optional<String> location = settings.find(LOCATION);
    String kind = settings.find(VERIFIER).or(() -> location.map(set -> USERS_FILE)).orElse("");
    if (location.isPresent() && !kind.equals(USERS_FILE)) {
      throw neverRead(settings, LOCATION, kind);
    }
    if (settings.isSet(CONTAINER_ROLES) && !kind.equals(CONTAINER)) {
      throw neverRead(settings, CONTAINER_ROLES, kind);
    }
    return new VerifierSettings(
        kind.isEmpty() ? Optional.empty() : Optional.of(choice(kind, settings)));
  }

  private static VerifierChoice choice(String kind, Settings settings) {
    return switch (kind) {
      case USERS_FILE -> new VerifierChoice.UsersFile(settings.get(LOCATION));
      case CONTAINER ->
          new VerifierChoice.Container(settings.find(CONTAINER_ROLES).orElse(List.of()));
      case IDENTITY_STORE -> new VerifierChoice.IdentityStores();
      default -> new VerifierChoice.Named(kind);
    };
  }

  private static String parseVerifier(String text) throws InvalidValueException {
    boolean known = List.of(USERS_FILE, CONTAINER, IDENTITY_STORE).contains(text);
    if (!known && !CLASS_NAME.matcher(text).matches()) {
      throw new InvalidValueException(
          "is no verifier",
          "Write users-file, container, identity-store or the full name of a class");
    }
    return text;
  }

  private static RuntimeException neverRead(Settings settings, Setting<?> setting, String kind) {
    return settings.problem(
        setting,
        "is never read, because login.verifier is " + (kind.isEmpty() ? "not set" : kind),
        "Remove it, or correct login.verifier");
  }
}
