package dev.postern;

import dev.postern.config.InvalidValueException;
import dev.postern.transport.BearerTransport;
import dev.postern.transport.CookieSettings;
import dev.postern.transport.CookieTransport;
import dev.postern.transport.TokenTransport;
import java.util.EnumSet;
import java.util.Set;

/** The words of the setting {@code transport}. */
enum TransportKind {
  COOKIE,
  BEARER;

  TokenTransport open(CookieSettings cookie) {
    return this == COOKIE ? new CookieTransport(cookie) : new BearerTransport();
  }

  static Set<TransportKind> defaultFor(Postern.Strategy strategy) {
    return switch (strategy) {
      case SESSION -> EnumSet.of(COOKIE);
      case STATEFUL_JWT -> EnumSet.of(COOKIE, BEARER);
      case STATELESS_JWT -> EnumSet.of(BEARER);
    };
  }

  static Set<TransportKind> parse(String text) throws InvalidValueException {
    Set<TransportKind> kinds = EnumSet.noneOf(TransportKind.class);
    for (String word : text.split(",", -1)) {
      kinds.add(
          switch (word.strip()) {
            case "cookie" -> COOKIE;
            case "bearer" -> BEARER;
            default ->
                throw new InvalidValueException(
                    word.strip(), "is no transport", "Write cookie, bearer or cookie, bearer");
          });
    }
    return kinds;
  }
}
