package dev.postern;

import dev.postern.config.Settings;
import dev.postern.denylist.DenylistReplica;
import dev.postern.grant.GrantKeys;
import dev.postern.grant.Grants;
import dev.postern.grant.SubjectGrants;
import dev.postern.identity.SessionSummary;
import dev.postern.protection.LoginThrottle;
import dev.postern.protection.PasswordLogin;
import dev.postern.protection.ThrottleSettings;
import dev.postern.session.AllLogins;
import dev.postern.session.KeyedHash;
import dev.postern.session.SessionKeys;
import dev.postern.session.SessionManager;
import dev.postern.session.SessionSealing;
import dev.postern.store.KeepsReferences;
import dev.postern.store.StoreProvider;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import dev.postern.store.guard.GuardedStores;
import dev.postern.token.AppSecret;
import dev.postern.token.JwtProfile;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the filters of one {@code app} share: stores, keys, the copy of the denylist. Thread-safe.
 */
final class Services implements AutoCloseable {

  /** How long a login waits for its turn at the processor. */
  private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(2);

  /** No clock skew that a verifier may tolerate is longer. */
  static final Duration LONGEST_SKEW = Duration.ofMinutes(5);

  private final Clock clock;
  private final Stores stores;
  private final SessionKeys sessionKeys;
  private final List<byte[]> sealSecrets;
  private final ClassLoader application;
  private final DenylistReplica denylist;
  private final PasswordLogin passwords;
  private final PasswordLogin clients;
  private final AppSecret secret;
  private final AllLogins logins = new AllLogins();
  private final KeyRings keyRings;
  private final Optional<DenylistPoller> poller;
  private @Nullable SubjectGrants subjectGrants;
  private Duration longestToken = Duration.ZERO;
  private @Nullable ExpirySweeper sweeper;
  private Duration longestLife = Duration.ZERO;
  private @Nullable OneTimeTokens oneTimeTokens;

  private Services(
      Clock clock,
      Stores stores,
      SessionKeys sessionKeys,
      List<byte[]> sealSecrets,
      ClassLoader application,
      DenylistReplica denylist,
      Optional<DenylistPoller> poller,
      PasswordLogin passwords,
      PasswordLogin clients,
      AppSecret secret) {
    this.clock = clock;
    this.stores = stores;
    this.sessionKeys = sessionKeys;
    this.sealSecrets = sealSecrets;
    this.application = application;
    this.denylist = denylist;
    this.poller = poller;
    this.passwords = passwords;
    this.clients = clients;
    this.secret = secret;
    this.keyRings = new KeyRings(stores.sessions(), denylist, secret);
  }

  /**
   * Opens the stores and loads the secret.
   *
   * @param settings of the first filter of this app
   * @param application loads the classes of the web application
   * @throws dev.postern.config.ConfigurationException if the keys or the store cannot be used
   */
  static Services open(
      AuthenticationConfig config,
      Settings settings,
      StoreProvider provider,
      ClassLoader application,
      Clock clock,
      SecureRandom random) {
    if (provider.isShared() && config.token().keys().isEmpty()) {
      throw settings.problem(
          AppSettings.STORE,
          "is shared by several nodes, and there are no keys that all of them have",
          "Make them with: java -jar postern-filter-core.jar new-key DIRECTORY, and set keys to that"
              + " directory");
    }
    AppSecret secret = AppSecret.from(settings, random);
    Stores stores = open(config.app(), settings, provider, clock);
    DenylistReplica denylist =
        new DenylistReplica(
            stores.denylist(),
            secret.derive("denylist"),
            config.app().denylist().staleness(),
            clock);
    return new Services(
        clock,
        stores,
        new SessionKeys(secret.derive("session")),
        config.app().sealKeys().secrets(secret.derive("session-seal")),
        application,
        denylist,
        poller(config.app(), denylist, provider, application),
        passwords(config.app().throttle(), random),
        passwords(config.app().throttle(), random),
        secret);
  }

  /**
   * Nobody else writes to a log in this JVM, and it is not lost before those who ask it; so it is
   * read once, before the first request.
   */
  private static Optional<DenylistPoller> poller(
      AppSettings app, DenylistReplica denylist, StoreProvider provider, ClassLoader application) {
    if (provider.isShared()) {
      return Optional.of(
          new DenylistPoller(app.app(), denylist, app.denylist().staleness(), application));
    }
    denylist.refresh();
    return Optional.empty();
  }

  Stores stores() {
    return stores;
  }

  SessionKeys sessionKeys() {
    return sessionKeys;
  }

  /** By what users of this app are signed in; filters add to it while they start. */
  AllLogins logins() {
    return logins;
  }

  /** The grants of this app, as one of its filters wants them. */
  synchronized Grants grants(AuthenticationConfig config, SecureRandom random, Clock clock) {
    if (config.token().lifetime().compareTo(longestToken) > 0) {
      longestToken = config.token().lifetime();
    }
    Grants grants =
        new Grants(
            stores.sessions(),
            new GrantKeys(secret.derive("grant"), random),
            config.grants(),
            config.app().app(),
            sealSecrets,
            this::denyAccessTokens,
            random,
            clock);
    if (subjectGrants == null) {
      subjectGrants = grants.subjects();
    }
    logins.add(SessionSummary.Kind.GRANT, grants.subjects());
    return grants;
  }

  /** The grants of this app by whose they are; empty if no filter gives refresh tokens out. */
  synchronized Optional<SubjectGrants> subjectGrants() {
    return Optional.ofNullable(subjectGrants);
  }

  private synchronized Duration longestToken() {
    return longestToken;
  }

  /** Whichever filter ended the grant, another one may have issued the token that lives longest. */
  private void denyAccessTokens(String handle, Instant now) {
    denylist.denySession(handle, now.plus(longestToken()).plus(JwtProfile.MAX_CLOCK_SKEW));
  }

  /** That a filter of this app hands out credentials which may live so long. */
  synchronized void handsOut(Duration life) {
    longestLife = life.compareTo(longestLife) > 0 ? life : longestLife;
  }

  /** After this, whatever was handed out by now is over, whatever a clock may be off. */
  synchronized Duration longestLife() {
    return longestLife.plus(LONGEST_SKEW);
  }

  /** What takes back credentials of this app. */
  Revocation revocation() {
    return new Revocation(this, clock);
  }

  /** How sessions of this app are kept in a store that other nodes share. */
  SessionSealing sealing(AuthenticationConfig config) {
    return new SessionSealing(config.app().app(), sealSecrets, config.attributes(), application);
  }

  DenylistReplica denylist() {
    return denylist;
  }

  /** Checks passwords, counting attempts over all filters of the app. */
  PasswordLogin passwords() {
    return passwords;
  }

  /** Checks secrets of clients, so that neither their places nor their failures are users'. */
  PasswordLogin clients() {
    return clients;
  }

  KeyRings keyRings() {
    return keyRings;
  }

  /** Who was first with one-time tokens that were issued to this app. */
  OneTimeClaims oneTimeClaims(Duration window, SecureRandom random) {
    return new OneTimeClaims(stores.oneTimeUse(), secret.derive("one-time"), window, random);
  }

  /** Who was first with assertions of clients, which never meet one-time tokens. */
  OneTimeClaims assertionClaims(SecureRandom random) {
    return new OneTimeClaims(
        stores.oneTimeUse(), secret.derive("client-assertion"), Duration.ZERO, random);
  }

  /** Which DPoP proofs were used on whichever path of this app. */
  ProofClaims proofClaims(SecureRandom random) {
    return new ProofClaims(stores.oneTimeUse(), secret.derive("dpop-proof"), random);
  }

  /** The MAC that tells nonces for DPoP proofs, which nodes of this app gave out, from others. */
  UnaryOperator<String> proofNonces() {
    return new KeyedHash(secret.derive("dpop-nonce"), "postern dpop nonce 1")::of;
  }

  /** From here on the application may issue one-time tokens; whichever filter said so first. */
  synchronized void issueOneTimeTokens(OneTimeTokens tokens) {
    if (oneTimeTokens == null) {
      oneTimeTokens = tokens;
    }
  }

  /** Empty if no filter of this app issues any. */
  synchronized Optional<OneTimeTokens> oneTimeTokens() {
    return Optional.ofNullable(oneTimeTokens);
  }

  /** From here on the end of these sessions by time is made known, by one thread for all. */
  synchronized void sweep(
      SessionManager sessions, AuthenticationConfig config, SecureRandom jitter) {
    if (sweeper == null) {
      sweeper =
          new ExpirySweeper(
              config.app().app(), sessions, config.sweep(), application, jitter::nextDouble);
    } else {
      sweeper.add(sessions);
    }
  }

  @Override
  public void close() {
    running().ifPresent(ExpirySweeper::close);
    poller.ifPresent(DenylistPoller::close);
    stores.close();
  }

  private synchronized Optional<ExpirySweeper> running() {
    return Optional.ofNullable(sweeper);
  }

  private static PasswordLogin passwords(ThrottleSettings limits, SecureRandom random) {
    return new PasswordLogin(
        new LoginThrottle(limits, random), limits.maxConcurrent(), LOGIN_PATIENCE);
  }

  /** A store of this very JVM is never lost. */
  private static Stores open(
      AppSettings app, Settings settings, StoreProvider provider, Clock clock) {
    try {
      Stores stores = provider.open(new StoreSettings(app.app(), app.storeValues(), clock));
      return stores.sessions() instanceof KeepsReferences
          ? stores
          : GuardedStores.around(stores, provider.name(), app.app(), clock);
    } catch (IllegalArgumentException e) {
      throw settings.problem(
          AppSettings.STORE,
          "was refused by its store: " + e.getMessage(),
          "Correct the settings that begin with store.");
    }
  }
}
