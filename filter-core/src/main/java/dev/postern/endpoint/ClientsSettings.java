package dev.postern.endpoint;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where clients, which are programs, ask about tokens and take them back. Paths begin after the
 * context path. Immutable and thread-safe.
 *
 * @param file names them, their secrets and their keys; there whenever a path is
 * @param revokePath empty if tokens are taken back nowhere
 * @param introspectPath empty if nobody is told what a token is worth
 * @param tokenPath empty if clients get no tokens for themselves
 */
public record ClientsSettings(
    Optional<String> file,
    Optional<String> revokePath,
    Optional<String> introspectPath,
    Optional<String> tokenPath) {

  /** {@code clients.file}. */
  public static final Setting<String> FILE =
      Setting.text("clients.file")
          .tier(Tier.COMMON)
          .meaning(
              "The programs that may use revoke.path, introspect.path and token.path: lines of"
                  + " id:hash:rights, made by the command new-user, or id:jwks=KEYS:rights for one"
                  + " that signs (private_key_jwt), where KEYS is a JWK Set, its https address or a"
                  + " file with it. A file of the machine, or one inside the WAR when it begins with"
                  + " /WEB-INF/. Read once, at start-up.");

  /** {@code revoke.path}. */
  public static final Setting<String> REVOKE_PATH =
      PlainPath.setting("revoke.path")
          .tier(Tier.COMMON)
          .meaning(
              "POST an access token or a refresh token here (token) to take it back (RFC 7009), as a"
                  + " client of clients.file, which proves itself by HTTP Basic, by client_id and"
                  + " client_secret, or by client_assertion (RFC 7523). A client"
                  + " takes back what was issued to it; the client that is named like the app, what"
                  + " the app's own callers hold. For stateless-jwt.");

  /** {@code introspect.path}. */
  public static final Setting<String> INTROSPECT_PATH =
      PlainPath.setting("introspect.path")
          .tier(Tier.COMMON)
          .meaning(
              "POST an access token here (token) to hear what it is worth (RFC 7662), as a client of"
                  + " clients.file. A client is told of tokens that were issued to it; one with the"
                  + " right introspect, of all. For stateless-jwt.");

  /** {@code token.path}. */
  public static final Setting<String> TOKEN_PATH =
      PlainPath.setting("token.path")
          .tier(Tier.COMMON)
          .meaning(
              "POST grant_type=client_credentials here, as a client of clients.file, and get an access"
                  + " token for the client itself (RFC 6749 section 4.4), with its rights, or those"
                  + " asked for by scope, as scopes. For stateless-jwt.");

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(FILE, REVOKE_PATH, INTROSPECT_PATH, TOKEN_PATH);
  }

  /**
   * Reads them.
   *
   * @param issues whether the filter gives tokens out that clients can ask about
   * @throws dev.postern.config.ConfigurationException if one is wrong, missing or never read
   */
  public static ClientsSettings from(Settings settings, boolean issues) {
    Optional<String> file = settings.find(FILE);
    List<Setting<String>> paths =
        Stream.of(REVOKE_PATH, INTROSPECT_PATH, TOKEN_PATH).filter(settings::isSet).toList();
    if (file.isPresent() && paths.isEmpty()) {
      throw settings.problem(
          FILE,
          "is never read, because there is no path for clients",
          "Remove it, or set revoke.path, introspect.path or token.path");
    }
    for (Setting<String> path : paths) {
      if (file.isEmpty()) {
        throw settings.problem(
            path, "has nothing that names the clients", "Set clients.file, or remove it");
      }
      if (!issues) {
        throw settings.problem(
            path,
            "has nothing to do, because only tokens of strategy stateless-jwt are asked about",
            "Remove it, or use strategy stateless-jwt");
      }
    }
    requireDifferent(settings, paths);
    return new ClientsSettings(
        file,
        settings.find(REVOKE_PATH),
        settings.find(INTROSPECT_PATH),
        settings.find(TOKEN_PATH));
  }

  private static void requireDifferent(Settings settings, List<Setting<String>> paths) {
    Set<String> taken = new HashSet<>();
    for (Setting<String> path : paths) {
      if (!taken.add(settings.get(path))) {
        throw settings.problem(
            path, "is also another path for clients", "Give each a path of its own");
      }
    }
  }
}
