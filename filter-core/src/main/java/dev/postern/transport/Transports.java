package dev.postern.transport;

import dev.postern.gate.GatedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways that are open for one filter. A credential may come by any of them. A new one is handed
 * out by all ways of its kind, and cleared by all of every kind. A request that carries different
 * ones by different ways is ambiguous (RFC 6750 section 2, extended to cookies). Immutable and
 * thread-safe.
 */
public final class Transports {

  private final List<TokenTransport> transports;
  private final Optional<CookieTransport> refresh;
  private final Optional<CookieTransport> session;
  private final Map<String, Transports> accepted;

  /** These ways together; at least one. */
  public Transports(List<TokenTransport> transports) {
    this(transports, Optional.empty());
  }

  /**
   * These ways together; at least one.
   *
   * @param refresh the cookie of the refresh token, where that travels in one
   */
  public Transports(List<TokenTransport> transports, Optional<CookieTransport> refresh) {
    this(transports, refresh, Optional.empty(), Map.of());
  }

  private Transports(
      List<TokenTransport> transports,
      Optional<CookieTransport> refresh,
      Optional<CookieTransport> session,
      Map<String, Transports> accepted) {
    this.transports = List.copyOf(transports);
    this.refresh = refresh;
    this.session = session;
    this.accepted = Map.copyOf(accepted);
    if (transports.isEmpty()) {
      throw new IllegalArgumentException("A credential needs at least one transport.");
    }
  }

  /**
   * The same, and the ways of kinds that are taken beside the one that is issued.
   *
   * @param others by what the setting {@code strategy} calls the kind
   */
  public Transports accepting(Map<String, Transports> others) {
    return new Transports(transports, refresh, session, others);
  }

  /** The same, where the client carries its session in this cookie. */
  public Transports carrying(CookieTransport sessions) {
    return new Transports(transports, refresh, Optional.of(sessions), accepted);
  }

  /** The ways of this kind: an accepted one's own, else these. */
  public Transports of(String kind) {
    return accepted.getOrDefault(kind, this);
  }

  /** What the request carries, seen over all ways of all kinds. */
  public Presented read(GatedRequest request) {
    return kinds()
        .flatMap(kind -> kind.transports.stream())
        .map(transport -> transport.read(request))
        .reduce(new Presented.None(), Transports::together);
  }

  /** The refresh token that the request carries in its cookie, whichever kind it belongs to. */
  public Presented readRefresh(GatedRequest request) {
    return kinds()
        .flatMap(kind -> kind.refresh.stream())
        .map(cookie -> cookie.read(request))
        .reduce(new Presented.None(), Transports::together);
  }

  /** The session that the request carries beside its credential, whichever kind it belongs to. */
  public Presented readSession(GatedRequest request) {
    return kinds()
        .flatMap(kind -> kind.session.stream())
        .map(cookie -> cookie.read(request))
        .reduce(new Presented.None(), Transports::together);
  }

  /** Whether refresh tokens of any kind travel in a cookie. */
  public boolean refreshByCookie() {
    return kinds().anyMatch(kind -> kind.refresh.isPresent());
  }

  /** Whether what is issued may travel as the bearer token of a header. */
  public boolean takeBearer() {
    return transports.stream().anyMatch(BearerTransport.class::isInstance);
  }

  /** Hands a new credential to the client by every way; see {@link TokenTransport#write}. */
  public void write(HttpServletResponse response, String credential, Duration lifetime) {
    transports.forEach(transport -> transport.write(response, credential, lifetime));
  }

  /** Hands a new refresh token to the client, if that travels in a cookie. */
  public void writeRefresh(HttpServletResponse response, String token, Duration lifetime) {
    refresh.ifPresent(cookie -> cookie.write(response, token, lifetime));
  }

  /** Hands a session to the client that it is to carry, if any kind has such. */
  public void writeSession(HttpServletResponse response, String text, Duration lifetime) {
    kinds()
        .flatMap(kind -> kind.session.stream())
        .forEach(cookie -> cookie.write(response, text, lifetime));
  }

  /** Tells the client to forget the session that it carries. */
  public void clearSession(HttpServletResponse response) {
    kinds().flatMap(kind -> kind.session.stream()).forEach(cookie -> cookie.clear(response));
  }

  /** Tells the client to forget its credential and its refresh token, of whatever kind. */
  public void clear(HttpServletResponse response) {
    Set<TokenTransport> all = carriers();
    kinds().flatMap(kind -> kind.session.stream()).forEach(all::remove);
    all.forEach(carrier -> carrier.clear(response));
  }

  /**
   * Tells the client to forget credentials of kinds that are only accepted, since it got one that
   * takes their place: with both it would be ambiguous.
   */
  public void clearAccepted(HttpServletResponse response) {
    Set<TokenTransport> others = carriers();
    own().forEach(others::remove);
    others.forEach(carrier -> carrier.clear(response));
  }

  /** Each once: kinds may share a cookie. */
  private Set<TokenTransport> carriers() {
    return kinds().flatMap(Transports::own).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Stream<TokenTransport> own() {
    return Stream.concat(transports.stream(), Stream.concat(refresh.stream(), session.stream()));
  }

  private Stream<Transports> kinds() {
    return Stream.concat(Stream.of(this), accepted.values().stream());
  }

  private static Presented together(Presented first, Presented second) {
    if (first instanceof Presented.None) {
      return second;
    }
    if (first instanceof Presented.One one && second instanceof Presented.One other) {
      return isSame(one, other)
          ? new Presented.One(one.credential(), one.fromCookie() || other.fromCookie())
          : new Presented.Ambiguous("different-credentials");
    }
    return second instanceof Presented.Ambiguous ? second : first;
  }

  private static boolean isSame(Presented.One one, Presented.One other) {
    return MessageDigest.isEqual(
        one.credential().getBytes(StandardCharsets.UTF_8),
        other.credential().getBytes(StandardCharsets.UTF_8));
  }
}
