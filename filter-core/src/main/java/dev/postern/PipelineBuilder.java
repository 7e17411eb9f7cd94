package dev.postern;

import dev.postern.binding.Binding;
import dev.postern.endpoint.AssertionAudience;
import dev.postern.endpoint.AuthenticateHeader;
import dev.postern.endpoint.ClientAuthentication;
import dev.postern.endpoint.ClientEndpoints;
import dev.postern.endpoint.Endpoint;
import dev.postern.endpoint.JwksEndpoint;
import dev.postern.endpoint.LoginEndpoint;
import dev.postern.endpoint.LogoutEndpoint;
import dev.postern.endpoint.RefreshEndpoint;
import dev.postern.endpoint.Refusal;
import dev.postern.endpoint.Refusals;
import dev.postern.endpoint.ReturnCookie;
import dev.postern.endpoint.SessionsEndpoint;
import dev.postern.endpoint.VerifierSource;
import dev.postern.gate.RequestPath;
import dev.postern.protection.ClientAssertions;
import dev.postern.protection.ClientSecrets;
import dev.postern.protection.CsrfProtection;
import dev.postern.servlet.Dispatches;
import dev.postern.servlet.SessionEvents;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.strategy.IssuedTokens;
import dev.postern.token.AssertionVerifier;
import dev.postern.token.KeySource;
import dev.postern.token.OneTimeIssuer;
import dev.postern.token.OneTimeSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wires the parts that a request goes through. Immutable and thread-safe. */
final class PipelineBuilder {

  private final AuthenticationConfig config;
  private final Services services;
  private final Optional<KeySource> keys;
  private final Clock clock;
  private final SecureRandom random;
  private final CsrfProtection csrf;
  private final ReturnCookie returnCookie;
  private final Refusals refusals;

  PipelineBuilder(
      AuthenticationConfig config,
      Services services,
      Optional<KeySource> keys,
      Clock clock,
      SecureRandom random) {
    this.config = config;
    this.services = services;
    this.keys = keys;
    this.clock = clock;
    this.random = random;
    this.csrf = new CsrfProtection(config.csrf());
    this.returnCookie = new ReturnCookie(config.app().app(), config.cookie().allowInsecureCookie());
    this.refusals =
        new Refusals(
            AuthenticateHeader.of(config.app().app(), config.takesBearer(), config.binding()),
            config.login(),
            returnCookie);
  }

  RequestPipeline build(PathOwners owners, Verifiers verifiers, SessionEvents events) {
    issueOneTimeTokens();
    Optional<VerifierSource> source = config.verifier().choice().map(verifiers::of);
    AuthenticationStrategy strategy =
        new Strategies(config, services, keys, random, events, clock).chosen();
    List<Endpoint> endpoints = endpoints(source);
    strategy.issuedTokens().ifPresent(tokens -> endpoints.addAll(forClients(tokens, verifiers)));
    Outages outages = new Outages(config.filterName(), refusals);
    FrontDoor frontDoor =
        new FrontDoor(
            config.filterName(),
            owners,
            new Exchanges(
                strategy, config.ways(), events, services.logins(), oneTimeEntrance(), binding()),
            endpoints,
            protections(),
            refusals,
            clock);
    Dispatches dispatches =
        new Dispatches(
            new ServletLogins(csrf, services.passwords(), source, clock),
            (request, response) -> refusals.send(Refusal.loginNeeded(), request, response),
            outages);
    return new RequestPipeline(frontDoor, dispatches, outages, services.revocation());
  }

  private void issueOneTimeTokens() {
    if (config.oneTime().issues()) {
      services.issueOneTimeTokens(
          new OneTimeTokens(
              new OneTimeIssuer(keys.orElseThrow(), config.token().issuer(), random), clock));
    }
  }

  private Optional<OneTimeEntrance> oneTimeEntrance() {
    OneTimeSettings oneTime = config.oneTime();
    return oneTime.servers().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OneTimeEntrance(
                oneTime,
                config.token().clockSkew(),
                config.trusted(),
                services.denylist(),
                services.oneTimeClaims(oneTime.window(), random),
                config.access()));
  }

  private Binding binding() {
    return new Binding(
        config.binding(),
        config.csrf().addresses(),
        config.token().clockSkew(),
        services.proofClaims(random),
        services.proofNonces());
  }

  private List<Endpoint> endpoints(Optional<VerifierSource> source) {
    List<Endpoint> endpoints = new ArrayList<>();
    source.ifPresent(verifiers -> endpoints.add(login(verifiers)));
    endpoints.add(new LogoutEndpoint(config.login(), refusals));
    endpoints.add(new SessionsEndpoint(config.sessions(), refusals));
    endpoints.add(new RefreshEndpoint(config.refresh(), config.app().app(), refusals));
    keys.ifPresent(ring -> endpoints.add(jwks(ring)));
    return endpoints;
  }

  private List<Endpoint> forClients(IssuedTokens tokens, Verifiers verifiers) {
    return config
        .clients()
        .file()
        .map(file -> authentication(verifiers.clients(file)))
        .map(clients -> new ClientEndpoints(clients, tokens, refusals, config.app().app()))
        .map(endpoints -> endpoints.of(config.clients()))
        .orElse(List.of());
  }

  private ClientAuthentication authentication(ClientsFile clients) {
    AssertionVerifier assertions =
        new AssertionVerifier(
            clients.signing(), config.token().clockSkew(), config.trusted(), random);
    SignedClients signed =
        new SignedClients(assertions, clients.rights(), services.assertionClaims(random));
    return new ClientAuthentication(
        new ClientSecrets(clients.secrets(), services.clients(), random),
        new ClientAssertions(signed, services.clients()),
        new AssertionAudience(
            config.token().issuer(), config.csrf().addresses(), config.clients().tokenPath()));
  }

  private Endpoint jwks(KeySource ring) {
    return new JwksEndpoint(
        config.jwks(),
        config.app().keyTimes().cacheLife(),
        () -> {
          Instant now = clock.instant();
          return ring.at(now).publicJwks(now, config.keyLife());
        },
        refusals);
  }

  private Endpoint login(VerifierSource verifiers) {
    return new LoginEndpoint(
        config.login(),
        services.passwords(),
        verifiers,
        refusals,
        returnCookie,
        config.issuesBearer());
  }

  private Protections protections() {
    return new Protections(
        csrf,
        config.access(),
        config.login().page().map(RequestPath::of),
        config.token().clockSkew());
  }
}
