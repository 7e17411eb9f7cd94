package dev.postern;

import dev.postern.grant.Holder;
import dev.postern.identity.SessionSummary;
import dev.postern.session.CarriedSessions;
import dev.postern.session.EndObserver;
import dev.postern.session.SessionManager;
import dev.postern.strategy.AcceptingStrategy;
import dev.postern.strategy.AccessTokens;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.strategy.RefreshTokens;
import dev.postern.strategy.SessionStrategy;
import dev.postern.strategy.StatefulJwtStrategy;
import dev.postern.strategy.StatelessJwtStrategy;
import dev.postern.token.JwtIssuer;
import dev.postern.token.JwtProfile;
import dev.postern.token.JwtVerifier;
import dev.postern.token.KeySource;
import dev.postern.token.TrustedIssuers;
import dev.postern.transport.CookieSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Builds the strategy of one filter. Immutable and thread-safe. */
final class Strategies {

  private final AuthenticationConfig config;
  private final Services services;
  private final Optional<KeySource> keys;
  private final SecureRandom random;
  private final EndObserver observer;
  private final Clock clock;

  Strategies(
      AuthenticationConfig config,
      Services services,
      Optional<KeySource> keys,
      SecureRandom random,
      EndObserver observer,
      Clock clock) {
    this.config = config;
    this.services = services;
    this.keys = keys;
    this.random = random;
    this.observer = observer;
    this.clock = clock;
  }

  /** One kind, or several around the one that is issued. */
  AuthenticationStrategy chosen() {
    services.handsOut(config.session().absoluteLifetime());
    services.handsOut(config.token().lifetime());
    Optional<SessionManager> sessions =
        config.keepsSessions() ? Optional.of(sessions()) : Optional.empty();
    AuthenticationStrategy issuing = of(config.strategy(), sessions);
    return config.accepted().isEmpty()
        ? issuing
        : new AcceptingStrategy(
            issuing,
            config.accepted().stream().map(kind -> of(kind.strategy(), sessions)).toList());
  }

  private AuthenticationStrategy of(Postern.Strategy kind, Optional<SessionManager> sessions) {
    return switch (kind) {
      case SESSION ->
          new SessionStrategy(sessions.orElseThrow(), services.sessionKeys(), services.denylist());
      case STATEFUL_JWT -> statefulJwt(sessions.orElseThrow(), config.tokenProfile(kind));
      case STATELESS_JWT -> statelessJwt(config.tokenProfile(kind));
    };
  }

  private AuthenticationStrategy statefulJwt(SessionManager sessions, JwtProfile profile) {
    KeySource ring = keys.orElseThrow();
    return new StatefulJwtStrategy(
        sessions,
        new JwtIssuer(ring, profile, random),
        new JwtVerifier(ring, profile),
        services.denylist());
  }

  private AuthenticationStrategy statelessJwt(JwtProfile profile) {
    KeySource ring = keys.orElseThrow();
    AccessTokens tokens =
        new AccessTokens(
            new JwtIssuer(ring, profile, random),
            config.app().app(),
            profile.maxLifetime(),
            random);
    StatelessJwtStrategy strategy =
        withSessions(
            new StatelessJwtStrategy(
                tokens,
                new JwtVerifier(ring, profile),
                new TrustedIssuers(config.trusted(), profile.clockSkew(), profile.maxLength()),
                services.denylist()));
    return config.refresh().path().isPresent() ? strategy.withRefresh(refreshTokens()) : strategy;
  }

  private StatelessJwtStrategy withSessions(StatelessJwtStrategy strategy) {
    return switch (config.httpSession()) {
      case NONE -> strategy;
      case TOKEN -> strategy.withSessions(carriedSessions());
    };
  }

  private CarriedSessions carriedSessions() {
    CookieSettings cookie = config.cookieOf(Postern.Strategy.STATELESS_JWT).ofSession();
    return new CarriedSessions(
        services.sessionKeys(),
        config.session(),
        services.sealing(config),
        cookie.name(),
        cookie.longestValue(),
        random,
        observer);
  }

  private RefreshTokens refreshTokens() {
    services.handsOut(config.grants().absoluteLifetime());
    return new RefreshTokens(
        services.grants(config, random, clock),
        new Holder(config.app().app(), config.token().audience()));
  }

  private SessionManager sessions() {
    SessionManager sessions =
        new SessionManager(
            services.stores().sessions(),
            services.sessionKeys(),
            config.session(),
            services.sealing(config),
            random,
            observer);
    services.logins().add(SessionSummary.Kind.SESSION, sessions.subjects());
    services.sweep(sessions, config, random);
    return sessions;
  }
}
