package dev.postern;

import dev.postern.transport.CookieSettings;
import dev.postern.transport.CookieTransport;
import dev.postern.transport.DpopTransport;
import dev.postern.transport.Transports;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One kind of credential that a filter takes, and how it travels. Immutable and thread-safe.
 *
 * @param strategy the kind
 * @param transports its ways
 * @param cookie its cookie, where that is one of them
 */
record AcceptedKind(
    Postern.Strategy strategy, Set<TransportKind> transports, CookieSettings cookie) {

  AcceptedKind {
    transports = Set.copyOf(transports);
  }

  /**
   * The ways of this kind.
   *
   * @param refreshes whether the filter has a path for refresh tokens
   * @param sessions where callers of strategy stateless-jwt have their session
   * @param takesDpop whether tokens that are bound to a key may come by the scheme for these
   */
  Transports open(boolean refreshes, HttpSessionPlace sessions, boolean takesDpop) {
    Transports ways = open(refreshes, takesDpop);
    return strategy == Postern.Strategy.STATELESS_JWT && sessions == HttpSessionPlace.TOKEN
        ? ways.carrying(new CookieTransport(cookie.ofSession()))
        : ways;
  }

  private Transports open(boolean refreshes, boolean takesDpop) {
    return new Transports(
        Stream.concat(
                transports.stream().sorted().map(kind -> kind.open(cookie)),
                takesDpop ? Stream.of(new DpopTransport()) : Stream.empty())
            .toList(),
        refreshes && refreshesByCookie()
            ? Optional.of(new CookieTransport(cookie.ofRefreshToken()))
            : Optional.empty());
  }

  private boolean refreshesByCookie() {
    return strategy == Postern.Strategy.STATELESS_JWT && transports.contains(TransportKind.COOKIE);
  }
}
