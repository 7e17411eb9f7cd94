package dev.postern.transport;

import dev.postern.gate.GatedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The ways that are open for one filter. A credential may come by any of them, and is handed out
 * and cleared by all. A request that carries different ones by different ways is ambiguous (RFC
 * 6750 section 2, extended to cookies). Immutable and thread-safe.
 */
public final class Transports {

  private final List<TokenTransport> transports;
  private final Optional<CookieTransport> refresh;

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
    this.transports = List.copyOf(transports);
    this.refresh = refresh;
    if (transports.isEmpty()) {
      throw new IllegalArgumentException("A credential needs at least one transport.");
    }
  }

  /** What the request carries, seen over all ways. */
  public Presented read(GatedRequest request) {
    return transports.stream()
        .map(transport -> transport.read(request))
        .reduce(new Presented.None(), Transports::together);
  }

  /** The refresh token that the request carries in its cookie. */
  public Presented readRefresh(GatedRequest request) {
    return refresh.map(cookie -> cookie.read(request)).orElseGet(Presented.None::new);
  }

  /** Whether refresh tokens travel in a cookie. */
  public boolean refreshByCookie() {
    return refresh.isPresent();
  }

  /** Whether one of them is the bearer token of a header. */
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

  /** Tells the client to forget its credential and its refresh token, by every way. */
  public void clear(HttpServletResponse response) {
    transports.forEach(transport -> transport.clear(response));
    refresh.ifPresent(cookie -> cookie.clear(response));
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
