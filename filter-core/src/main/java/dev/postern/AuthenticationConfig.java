package dev.postern;

import dev.postern.binding.BindingSettings;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import dev.postern.denylist.DenylistSettings;
import dev.postern.endpoint.ClientsSettings;
import dev.postern.endpoint.JwksSettings;
import dev.postern.endpoint.LoginSettings;
import dev.postern.endpoint.RefreshSettings;
import dev.postern.endpoint.SessionsSettings;
import dev.postern.endpoint.VerifierSettings;
import dev.postern.grant.GrantSettings;
import dev.postern.protection.AccessRules;
import dev.postern.protection.AccessSettings;
import dev.postern.protection.CsrfSettings;
import dev.postern.protection.ThrottleSettings;
import dev.postern.servlet.SessionConfig;
import dev.postern.session.AttributeSettings;
import dev.postern.session.SealKeys;
import dev.postern.session.SessionSettings;
import dev.postern.session.SweepSettings;
import dev.postern.token.JwtProfile;
import dev.postern.token.KeySettings;
import dev.postern.token.OneTimeIssuer;
import dev.postern.token.OneTimeSettings;
import dev.postern.token.TokenSettings;
import dev.postern.token.TrustedIssuerSettings;
import dev.postern.transport.CookieSettings;
import dev.postern.transport.Transports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is set for one filter declaration. Immutable and thread-safe.
 *
 * @param filterName unique in the web application
 * @param strategy how identity is kept
 * @param accepted which other kinds of credential are taken
 * @param app what it shares with other filters
 * @param transports where the credential travels
 * @param cookie how its cookie looks
 * @param session how long sessions live
 * @param sweep how soon their end by time is made known
 * @param attributes what sessions may hold in a shared store
 * @param httpSession where callers of strategy stateless-jwt have their session
 * @param token how tokens are made and judged
 * @param trusted whose tokens are taken beside our own
 * @param oneTime which tokens for one request are issued and taken
 * @param access who may do what
 * @param csrf where requests of browsers may come from
 * @param login where callers log in and out
 * @param sessions where callers see their sessions
 * @param refresh where callers change refresh tokens
 * @param clients where programs ask about tokens
 * @param grants how long refresh tokens carry a login on
 * @param verifier what checks passwords
 * @param jwks where public keys are published
 * @param binding whose tokens are worth something in one sender's hands only
 */
record AuthenticationConfig(
    String filterName,
    Postern.Strategy strategy,
    List<AcceptedKind> accepted,
    AppSettings app,
    Set<TransportKind> transports,
    CookieSettings cookie,
    SessionSettings session,
    SweepSettings sweep,
    AttributeSettings attributes,
    HttpSessionPlace httpSession,
    TokenSettings token,
    TrustedIssuerSettings trusted,
    OneTimeSettings oneTime,
    AccessRules access,
    CsrfSettings csrf,
    LoginSettings login,
    SessionsSettings sessions,
    RefreshSettings refresh,
    ClientsSettings clients,
    GrantSettings grants,
    VerifierSettings verifier,
    JwksSettings jwks,
    BindingSettings binding) {

  static final Setting<Set<TransportKind>> TRANSPORT =
      Setting.of("transport", TransportKind::parse)
          .tier(Tier.COMMON)
          .meaning(
              "Where the credential travels: cookie, bearer or both. Default: cookie for session,"
                  + " both for stateful-jwt, bearer for stateless-jwt.");

  /** Every setting of the jar, those of the store providers excepted. */
  static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(List.of(TRANSPORT, PropertiesDeclarations.PATHS));
    all.addAll(AcceptSettings.all());
    all.addAll(AppSettings.all());
    all.addAll(CookieSettings.all());
    all.addAll(SessionSettings.all());
    all.addAll(SweepSettings.all());
    all.addAll(AttributeSettings.all());
    all.add(HttpSessionPlace.SETTING);
    all.addAll(SealKeys.all());
    all.addAll(TokenSettings.all());
    all.addAll(KeySettings.all());
    all.addAll(TrustedIssuerSettings.all());
    all.addAll(OneTimeSettings.all());
    all.addAll(AccessSettings.all());
    all.addAll(CsrfSettings.all());
    all.addAll(ThrottleSettings.all());
    all.addAll(DenylistSettings.all());
    all.addAll(LoginSettings.all());
    all.addAll(SessionsSettings.all());
    all.addAll(RefreshSettings.all());
    all.addAll(ClientsSettings.all());
    all.addAll(GrantSettings.all());
    all.addAll(VerifierSettings.all());
    all.addAll(JwksSettings.all());
    all.addAll(BindingSettings.all());
    return List.copyOf(all);
  }

  /**
   * Judges the values.
   *
   * @param applications what the application says of its sessions
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  static AuthenticationConfig from(Settings settings, AppSettings app, SessionConfig applications) {
    List<Postern.Strategy> kinds = AcceptSettings.kinds(settings);
    Postern.Strategy strategy = kinds.get(0);
    LoginSettings login = LoginSettings.from(settings);
    VerifierSettings verifier = VerifierSettings.from(settings);
    if (login.path().isPresent() && verifier.choice().isEmpty()) {
      throw settings.problem(
          Setting.text("login.path"),
          "has nothing that checks passwords",
          "Set login.users-file or login.verifier, or remove login.path");
    }
    RefreshSettings refresh = refresh(settings, kinds, login);
    SessionSettings session = SessionSettings.from(settings, applications.idleTimeout());
    TokenSettings token = TokenSettings.from(settings, app.app());
    Set<TransportKind> transports = transports(settings, strategy);
    OneTimeSettings oneTime = OneTimeSettings.from(settings, token);
    CsrfSettings csrf = CsrfSettings.from(settings);
    return new AuthenticationConfig(
        settings.filterName(),
        strategy,
        kinds.stream().skip(1).map(kind -> accepted(settings, kind, app, applications)).toList(),
        app,
        transports,
        cookie(settings, strategy, app, applications),
        session,
        SweepSettings.from(settings),
        AttributeSettings.from(settings),
        HttpSessionPlace.from(settings, kinds, transports),
        token,
        trusted(settings, kinds, token),
        oneTime,
        AccessSettings.from(settings).rules(),
        csrf,
        login,
        sessions(settings, kinds, refresh),
        refresh,
        ClientsSettings.from(settings, kinds.contains(Postern.Strategy.STATELESS_JWT)),
        GrantSettings.from(settings, session.perSubject()),
        verifier,
        JwksSettings.from(
            settings, oneTime.issues() || kinds.stream().anyMatch(AuthenticationConfig::signs)),
        BindingSettings.from(
            settings,
            strategy == Postern.Strategy.STATELESS_JWT,
            transports.contains(TransportKind.BEARER),
            !csrf.publicOrigins().isEmpty()));
  }

  private static AcceptedKind accepted(
      Settings settings, Postern.Strategy kind, AppSettings app, SessionConfig applications) {
    return new AcceptedKind(
        kind, AcceptSettings.transports(settings, kind), cookie(settings, kind, app, applications));
  }

  private static CookieSettings cookie(
      Settings settings, Postern.Strategy kind, AppSettings app, SessionConfig applications) {
    return CookieSettings.from(
        settings, applications.cookieName().orElseGet(() -> app.app() + "-" + kind));
  }

  private static TrustedIssuerSettings trusted(
      Settings settings, List<Postern.Strategy> kinds, TokenSettings token) {
    if (settings.isSet(TrustedIssuerSettings.ISSUERS)
        && !kinds.contains(Postern.Strategy.STATELESS_JWT)) {
      throw settings.problem(
          TrustedIssuerSettings.ISSUERS,
          "does not fit strategy " + kinds.get(0) + ", which takes no tokens of others",
          "Remove it, or use strategy stateless-jwt");
    }
    return TrustedIssuerSettings.from(settings, token.issuer());
  }

  private static RefreshSettings refresh(
      Settings settings, List<Postern.Strategy> kinds, LoginSettings login) {
    RefreshSettings refresh = RefreshSettings.from(settings);
    if (refresh.path().isPresent() && !kinds.contains(Postern.Strategy.STATELESS_JWT)) {
      throw settings.problem(
          RefreshSettings.PATH,
          "has nothing to do, because only tokens of strategy stateless-jwt are refreshed",
          "Remove it, or use strategy stateless-jwt");
    }
    if (refresh.path().isPresent()
        && (refresh.path().equals(login.path()) || refresh.path().equals(login.logoutPath()))) {
      throw settings.problem(
          RefreshSettings.PATH, "is also login.path or logout.path", "Give it a path of its own");
    }
    return refresh;
  }

  private static SessionsSettings sessions(
      Settings settings, List<Postern.Strategy> kinds, RefreshSettings refresh) {
    SessionsSettings sessions = SessionsSettings.from(settings);
    if (sessions.path().isPresent()
        && kinds.equals(List.of(Postern.Strategy.STATELESS_JWT))
        && refresh.path().isEmpty()) {
      throw settings.problem(
          SessionsSettings.PATH,
          "has nothing to show, because strategy stateless-jwt keeps no sessions",
          "Remove it, set refresh.path, or use strategy session or stateful-jwt");
    }
    return sessions;
  }

  private static boolean signs(Postern.Strategy kind) {
    return kind != Postern.Strategy.SESSION;
  }

  /** Whether there are tokens to sign or to verify; a session id only has a MAC. */
  boolean signs() {
    return oneTime.issues() || tokenKinds().findAny().isPresent();
  }

  /** Whether any kind refers to a session record. */
  boolean keepsSessions() {
    return kinds().anyMatch(kind -> kind != Postern.Strategy.STATELESS_JWT);
  }

  /** What issuer and verifier of this filter's tokens of one kind agree on. */
  JwtProfile tokenProfile(Postern.Strategy kind) {
    return token.profile(
        kind == Postern.Strategy.STATEFUL_JWT ? session.absoluteLifetime() : token.lifetime());
  }

  /** How long after a key has signed for the last time it may still be needed to verify. */
  Duration keyLife() {
    Duration ofLogins =
        tokenKinds()
            .map(kind -> tokenProfile(kind).keyLife())
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return oneTime.issues() && ofLogins.compareTo(OneTimeIssuer.KEY_LIFE) < 0
        ? OneTimeIssuer.KEY_LIFE
        : ofLogins;
  }

  private Stream<Postern.Strategy> tokenKinds() {
    return kinds().filter(kind -> kind != Postern.Strategy.SESSION);
  }

  private Stream<Postern.Strategy> kinds() {
    return Stream.concat(Stream.of(strategy), accepted.stream().map(AcceptedKind::strategy));
  }

  /** The ways of every kind that is taken. */
  Transports ways() {
    boolean refreshes = refresh.path().isPresent();
    return new AcceptedKind(strategy, transports, cookie)
        .open(refreshes, httpSession, binding.takesDpop())
        .accepting(
            accepted.stream()
                .collect(
                    Collectors.toMap(
                        kind -> kind.strategy().toString(),
                        kind -> kind.open(refreshes, httpSession, false))));
  }

  /** The cookie of one kind that is taken. */
  CookieSettings cookieOf(Postern.Strategy kind) {
    return accepted.stream()
        .filter(other -> other.strategy() == kind)
        .map(AcceptedKind::cookie)
        .findFirst()
        .orElse(cookie);
  }

  /** Whether any kind may come as a bearer token. */
  boolean takesBearer() {
    return issuesBearer()
        || accepted.stream().anyMatch(kind -> kind.transports().contains(TransportKind.BEARER));
  }

  /** Whether whoever logs in gets a bearer token. */
  boolean issuesBearer() {
    return transports.contains(TransportKind.BEARER);
  }

  private static Set<TransportKind> transports(Settings settings, Postern.Strategy strategy) {
    Set<TransportKind> chosen =
        settings.find(TRANSPORT).orElseGet(() -> TransportKind.defaultFor(strategy));
    if (strategy == Postern.Strategy.SESSION && chosen.contains(TransportKind.BEARER)) {
      throw settings.problem(
          TRANSPORT,
          "does not fit strategy session, whose id travels in a cookie only",
          "Write cookie, or use strategy stateful-jwt");
    }
    return chosen;
  }
}
