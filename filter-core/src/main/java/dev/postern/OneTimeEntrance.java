package dev.postern;

import dev.postern.denylist.DenylistReplica;
import dev.postern.gate.GatedRequest;
import dev.postern.protection.AccessRules;
import dev.postern.servlet.KeptBody;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.strategy.OneTimeStrategy;
import dev.postern.token.OneTimePresentation;
import dev.postern.token.OneTimeSettings;
import dev.postern.token.OneTimeVerifier;
import dev.postern.token.TrustedIssuerSettings;
import dev.postern.transport.Presented;
import dev.postern.transport.QueryParameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Lets requests in that carry a one-time token: in a link (GET and HEAD), or as a bearer token that
 * says of itself that it is one. Whatever else the request carries, cookies above all, is then not
 * looked at. Only where the rule that decides names the role {@code one-time}; anywhere else it is
 * a token like any unknown one. Immutable and thread-safe.
 */
final class OneTimeEntrance {

  private static final Set<String> OF_LINKS = Set.of("GET", "HEAD");

  private final Optional<QueryParameter> parameter;
  private final OneTimeVerifier verifier;
  private final DenylistReplica denylist;
  private final OneTimeClaims claims;
  private final boolean takesHead;
  private final AccessRules access;

  OneTimeEntrance(
      OneTimeSettings settings,
      Duration clockSkew,
      TrustedIssuerSettings fetching,
      DenylistReplica denylist,
      OneTimeClaims claims,
      AccessRules access) {
    this.parameter = settings.parameter().map(QueryParameter::new);
    this.verifier =
        new OneTimeVerifier(settings.servers(), settings.audience(), clockSkew, fetching);
    this.denylist = denylist;
    this.claims = claims;
    this.access = access;
    this.takesHead = !settings.window().isZero();
  }

  /** The token that the request carries; empty if it carries none. */
  Optional<Presented> read(GatedRequest asked, HttpServletRequest request) {
    if (!access.namesRole(asked.path(), asked.method(), OneTimeStrategy.ROLE)) {
      return Optional.empty();
    }
    Presented link = link(asked, request);
    if (link instanceof Presented.One && asked.bearerToken().isPresent()) {
      return Optional.of(new Presented.Ambiguous("two-tokens")); // RFC 6750 section 2
    }
    return link instanceof Presented.None
        ? asked
            .bearerToken()
            .filter(OneTimeVerifier::isOneTime)
            .map(token -> new Presented.One(token, false))
        : Optional.of(link);
  }

  /** Keeps an address with a token out of caches and of what other sites are told (BR-3). */
  void keepPrivate(GatedRequest asked, HttpServletRequest request, HttpServletResponse response) {
    if (link(asked, request) instanceof Presented.One) {
      response.setHeader("Cache-Control", "no-store, private");
      response.setHeader("Referrer-Policy", "no-referrer");
    }
  }

  /** Judges the token of this request. */
  AuthenticationStrategy strategy(GatedRequest asked, HttpServletRequest request) {
    OneTimePresentation presentation =
        new OneTimePresentation(
            method(asked),
            request.getRequestURI(),
            query(request),
            () -> request instanceof KeptBody body ? body.bytes() : Optional.empty());
    return new OneTimeStrategy(
        verifier,
        denylist,
        presentation,
        claims.of(request.getRemoteAddr(), request.getHeader("User-Agent")));
  }

  /**
   * HEAD runs what GET does (HttpServlet.doHead), so it is one of the several requests of a client
   * that may come again, and where nobody may it is another method than the token is for.
   */
  private String method(GatedRequest asked) {
    return takesHead && asked.method().equals("HEAD") ? "GET" : asked.method();
  }

  private Presented link(GatedRequest asked, HttpServletRequest request) {
    return OF_LINKS.contains(asked.method())
        ? parameter
            .map(named -> named.read(request.getQueryString()))
            .orElseGet(Presented.None::new)
        : new Presented.None();
  }

  private String query(HttpServletRequest request) {
    String query = request.getQueryString();
    return parameter.map(named -> named.without(query)).orElse(query == null ? "" : query);
  }
}
