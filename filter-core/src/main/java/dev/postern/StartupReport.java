package dev.postern;

import dev.postern.gate.PathPattern;
import dev.postern.servlet.DeploymentCheck;
import dev.postern.servlet.SessionConfig;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says once, at start-up, what a filter does and what stands in its way. No secret is in it. */
final class StartupReport {

  private static final System.Logger LOG = System.getLogger(StartupReport.class.getName());

  private final AuthenticationConfig config;
  private final List<PathPattern> patterns;

  StartupReport(AuthenticationConfig config, List<PathPattern> patterns) {
    this.config = config;
    this.patterns = patterns;
  }

  void log(DeploymentCheck deployment, SessionConfig applications, Optional<List<String>> keyIds) {
    LOG.log(Level.INFO, summary(keyIds));
    warn(
        config.token().keys().isEmpty(),
        "event=ephemeral-keys",
        "made at start-up: logins and tokens end with the process; set keys to keep them");
    warn(
        config.cookie().allowInsecureCookie(),
        "event=insecure-cookie",
        "allow-insecure-cookie is true: anybody on the network can take the cookie; never in"
            + " production");
    deployment
        .findings(config.filterName(), patterns)
        .forEach(finding -> warn(true, "event=deployment-check", finding));
    applications.findings().forEach(finding -> warn(true, "event=session-config", finding));
  }

  String summary(Optional<List<String>> keyIds) {
    return "event=started filter="
        + config.filterName()
        + " strategy="
        + config.strategy()
        + (config.accepted().isEmpty() ? "" : " accept=" + accepted())
        + " paths="
        + patterns
        + " transport="
        + config.transports().toString().toLowerCase(Locale.ROOT)
        + " app="
        + config.app().app()
        + " store="
        + config.app().store()
        + " keys="
        + keyIds.orElse(List.of())
        + " login="
        + config.login().path().orElse("none")
        + " jwks="
        + config.jwks().path().orElse("none")
        + " access=["
        + config.access().describe()
        + "]";
  }

  private List<Postern.Strategy> accepted() {
    return config.accepted().stream().map(AcceptedKind::strategy).toList();
  }

  private void warn(boolean applies, String event, String message) {
    if (applies) {
      LOG.log(
          Level.WARNING, event + " filter=" + config.filterName() + " message=\"" + message + '"');
    }
  }
}
