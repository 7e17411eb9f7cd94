package dev.postern;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.endpoint.ClientsSettings;
import dev.postern.endpoint.JwksSettings;
import dev.postern.endpoint.LoginSettings;
import dev.postern.endpoint.RefreshSettings;
import dev.postern.endpoint.SessionsSettings;
import dev.postern.gate.PathPattern;
import dev.postern.gate.RequestPath;
import java.util.List;
import java.util.Optional;

/** Checks that the filter runs where its own endpoints are to be. Immutable and thread-safe. */
final class ServedPaths {

  private final Settings settings;
  private final List<PathPattern> patterns;

  ServedPaths(Settings settings, List<PathPattern> patterns) {
    this.settings = settings;
    this.patterns = patterns;
  }

  private boolean serve(String path) {
    RequestPath asked = RequestPath.of(path);
    return patterns.stream().anyMatch(pattern -> pattern.matches(asked));
  }

  /**
   * Checks the paths of login, logout, the caller's sessions, refresh, clients and keys.
   *
   * @throws dev.postern.config.ConfigurationException if the filter never sees one of them
   */
  void check(
      LoginSettings login,
      SessionsSettings sessions,
      RefreshSettings refresh,
      ClientsSettings clients,
      JwksSettings jwks) {
    check("login.path", login.path());
    check("logout.path", login.logoutPath());
    check("refresh.path", refresh.path());
    check("revoke.path", clients.revokePath());
    check("introspect.path", clients.introspectPath());
    check("token.path", clients.tokenPath());
    check("jwks.path", jwks.path());
    check("sessions.path", sessions.path());
    check("sessions.path", sessions.path().map(path -> path + "/handle"));
  }

  private void check(String name, Optional<String> path) {
    if (path.isPresent() && !serve(path.get())) {
      throw settings.problem(
          Setting.text(name),
          "is not served by the filter, whose URL patterns are " + patterns,
          "Write a path that one of them covers, or map the filter to it");
    }
  }
}
