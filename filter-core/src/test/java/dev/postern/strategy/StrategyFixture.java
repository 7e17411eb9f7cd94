package dev.postern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.denylist.DenylistReplica;
import dev.postern.identity.Identity;
import dev.postern.session.AttributeSettings;
import dev.postern.session.Device;
import dev.postern.session.SessionKeys;
import dev.postern.session.SessionManager;
import dev.postern.session.SessionSealing;
import dev.postern.session.SessionSettings;
import dev.postern.session.SubjectLimit;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.memory.MemoryStoreProvider;
import dev.postern.token.JwsAlgorithm;
import dev.postern.token.JwtIssuer;
import dev.postern.token.JwtProfile;
import dev.postern.token.JwtVerifier;
import dev.postern.token.KeyRing;
import dev.postern.token.TokenFormat;
import dev.postern.token.TrustedIssuerSettings;
import dev.postern.token.TrustedIssuers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The three strategies of one app, on one memory store and one key ring. */
class StrategyFixture {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  final SecureRandom random = new SecureRandom();
  final MutableClock clock = new MutableClock(NOON);
  final KeyRing ring = KeyRing.ephemeral(JwsAlgorithm.ES256, random);
  final SessionKeys keys = new SessionKeys(new byte[32]);
  final Stores stores =
      new MemoryStoreProvider().open(new StoreSettings("parcels", Map.of(), clock));
  final SessionManager sessions =
      new SessionManager(
          stores.sessions(),
          keys,
          new SessionSettings(
              Duration.ofMinutes(30),
              Duration.ofHours(12),
              Duration.ZERO,
              new SubjectLimit(100, SubjectLimit.WhenFull.OLDEST_OUT)),
          new SessionSealing(
              "parcels",
              List.of(new byte[32]),
              new AttributeSettings(List.of(), 1 << 20, 1 << 22),
              StrategyFixture.class.getClassLoader()),
          random,
          new UnobservedEnds());

  final DenylistReplica denylist =
      new DenylistReplica(stores.denylist(), new byte[32], Duration.ZERO, clock);

  final SessionStrategy session = new SessionStrategy(sessions, keys, denylist);
  final StatefulJwtStrategy stateful = stateful(ring, "parcels", "parcels");
  final StatelessJwtStrategy stateless = stateless(ring, "parcels", "parcels");

  StatefulJwtStrategy stateful(KeyRing keyRing, String issuer, String audience) {
    var profile = profile(issuer, audience, Duration.ofHours(12));
    return new StatefulJwtStrategy(
        sessions,
        new JwtIssuer(keyRing, profile, random),
        new JwtVerifier(keyRing, profile),
        denylist);
  }

  StatelessJwtStrategy stateless(KeyRing keyRing, String issuer, String audience) {
    var profile = profile(issuer, audience, TOKEN_LIFE);
    return new StatelessJwtStrategy(
        new AccessTokens(new JwtIssuer(keyRing, profile, random), "parcels", TOKEN_LIFE, random),
        new JwtVerifier(keyRing, profile),
        new TrustedIssuers(
            new TrustedIssuerSettings(List.of(), TOKEN_LIFE, TOKEN_LIFE, TOKEN_LIFE, TOKEN_LIFE),
            Duration.ZERO,
            8192),
        denylist);
  }

  static JwtProfile profile(String issuer, String audience, Duration life) {
    return new JwtProfile(issuer, audience, Duration.ofSeconds(30), life, TokenFormat.JWS, 8192);
  }

  static Identity identity(String name) {
    return Identity.ofPassword(name, Set.of("customer"), NOON);
  }

  /** The credential of somebody who has just logged in. */
  String loggedIn(AuthenticationStrategy strategy, Identity identity) {
    var caller = strategy.anonymous(clock.instant());
    caller.login(identity, Device.UNKNOWN);
    return sent(caller);
  }

  static String sent(Caller caller) {
    var result = caller.commit();
    assertThat(result).isInstanceOf(CommitResult.Send.class);
    return ((CommitResult.Send) result).credential().text();
  }

  Caller caller(AuthenticationStrategy strategy, String credential) {
    var result = strategy.authenticate(credential, clock.instant());
    assertThat(result).isInstanceOf(AuthenticationResult.Authenticated.class);
    return ((AuthenticationResult.Authenticated) result).caller();
  }

  RejectionReason rejection(AuthenticationStrategy strategy, String credential) {
    var result = strategy.authenticate(credential, clock.instant());
    assertThat(result).isInstanceOf(AuthenticationResult.Rejected.class);
    return ((AuthenticationResult.Rejected) result).reason();
  }
}
