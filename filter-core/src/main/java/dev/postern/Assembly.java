package dev.postern;

import dev.postern.bridge.MicroProfileConfig;
import dev.postern.config.ConfigurationException;
import dev.postern.config.Settings;
import dev.postern.gate.PathPattern;
import dev.postern.servlet.ApplicationLoader;
import dev.postern.servlet.DeploymentCheck;
import dev.postern.servlet.SessionConfig;
import dev.postern.store.StoreProvider;
import dev.postern.token.KeySource;
import dev.postern.token.KeysUnavailableException;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One filter, put together out of its settings and taken apart again. Immutable; {@link #close()}
 * is for the container's thread that ends the filter.
 */
final class Assembly implements AutoCloseable {

  private final String filterName;
  private final ServletContext context;
  private final PathOwners owners;
  private final ServicesPool pool;

  private Assembly(String filterName, ServletContext context) {
    this.filterName = filterName;
    this.context = context;
    this.owners = Shared.in(context, PathOwners.class, PathOwners::new);
    this.pool = ServicesPool.in(context);
  }

  /** What a filter in service is made of. */
  record Built(Assembly assembly, RequestPipeline pipeline) {}

  /**
   * Puts a filter together.
   *
   * @throws dev.postern.config.ConfigurationException if a setting is wrong; nothing stays open
   *     then
   */
  static Built build(Declaration declaration, ServletContext context) {
    Assembly assembly = new Assembly(declaration.filterName(), context);
    try {
      return new Built(assembly, assembly.pipeline(declaration));
    } catch (RuntimeException e) {
      assembly.close();
      throw e;
    } catch (LinkageError e) {
      assembly.close();
      throw new ConfigurationException(
          "WEB-INF/lib: a class is missing, "
              + e.getMessage()
              + ". Put the jars that Postern needs beside it: jose4j and slf4j-api. (filter \""
              + declaration.filterName()
              + "\")");
    }
  }

  @Override
  public void close() {
    owners.release(filterName);
    pool.release(filterName);
  }

  private RequestPipeline pipeline(Declaration declaration) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    StoreProviders providers = StoreProviders.in(classLoader());
    Settings settings = settings(declaration, providers);
    PropertiesDeclarations.checkPaths(settings, declaration, context);
    StoreProvider provider = providers.chosenBy(settings);
    AppSettings app = AppSettings.from(settings, context.getContextPath(), provider);
    SessionConfig sessionConfig = sessionConfig();
    AuthenticationConfig config = AuthenticationConfig.from(settings, app, sessionConfig);
    List<PathPattern> patterns = UrlPatterns.of(context, filterName);
    DeploymentCheck deployment = deployment();
    requireRequests(deployment);
    new ServedPaths(settings, patterns)
        .check(
            config.login(), config.sessions(), config.refresh(), config.clients(), config.jwks());
    owners.claim(filterName, patterns);
    Services services =
        pool.acquire(
            app,
            filterName,
            () -> Services.open(config, settings, provider, classLoader(), clock, random));
    Optional<KeySource> keys =
        config.signs()
            ? Optional.of(services.keyRings().of(settings, config, random))
            : Optional.empty();
    keys.filter(source -> config.strategy() != Postern.Strategy.SESSION)
        .ifPresent(
            source -> config.token().requireEncryptionKey(settings, source, clock.instant()));
    RequestPipeline pipeline =
        new PipelineBuilder(config, services, keys, clock, random)
            .build(
                owners,
                new Verifiers(settings, context, clock),
                DeclaredListeners.in(context, clock));
    new StartupReport(config, patterns)
        .log(deployment, sessionConfig, keys.map(source -> keyIds(source, clock.instant())));
    return pipeline;
  }

  /** For the log; that there are none now is an outage, and no reason not to start. */
  private static List<String> keyIds(KeySource keys, Instant now) {
    try {
      return keys.at(now).keyIds(now);
    } catch (KeysUnavailableException e) {
      return List.of();
    }
  }

  /** The name of a cookie is one filter's only. */
  private SessionConfig sessionConfig() {
    try {
      SessionConfig said = SessionConfig.of(context, InitialTimeout.in(context).minutes());
      return DeclaredFilters.in(context).size() == 1
          ? said
          : new SessionConfig(said.idleTimeout(), Optional.empty(), said.findings());
    } catch (IOException e) {
      throw new ConfigurationException(
          "web.xml: cannot be read. Correct it. (" + e.getMessage() + ")");
    }
  }

  private void requireRequests(DeploymentCheck deployment) {
    if (deployment.missesRequests(filterName)) {
      throw new ConfigurationException(
          "dispatcher: REQUEST is missing in a <filter-mapping>. Add it, or no request to that pattern"
              + " is looked at. (filter \""
              + filterName
              + "\" in web.xml)");
    }
  }

  private DeploymentCheck deployment() {
    try {
      return DeploymentCheck.of(context);
    } catch (IOException e) {
      throw new ConfigurationException(
          "web.xml: cannot be read. Correct it. (" + e.getMessage() + ")");
    }
  }

  private Settings settings(Declaration declaration, StoreProviders providers) {
    return new SettingsResolver(
            context,
            providers.settingNames(),
            MicroProfileConfig.values(classLoader()),
            System.getenv(),
            System.getProperties())
        .resolve(declaration);
  }

  private ClassLoader classLoader() {
    return ApplicationLoader.of(context);
  }
}
