package dev.postern.gate;

import java.util.List;

/**
 * The cookies of one request, read from the raw headers by our own parser, because containers hide
 * duplicates, cut values and disagree about quotes. Names are compared exactly: case, blanks and
 * look-alike characters make another cookie. Immutable and thread-safe.
 */
public final class RequestCookies {

  private final List<CookiePair> pairs;

  private RequestCookies(List<CookiePair> pairs) {
    this.pairs = pairs;
  }

  static RequestCookies parse(List<String> headers) throws AmbiguousRequestException {
    return new RequestCookies(CookieParser.parse(headers));
  }

  /** The values of every cookie with exactly this name, in the order they came. */
  public List<String> values(String name) {
    return pairs.stream().filter(pair -> pair.name().equals(name)).map(CookiePair::value).toList();
  }

  /**
   * Whether some parser could see another cookie of this name, or none at all: it stands inside
   * another cookie's open quote (the "cookie sandwich", by which a container hands it to the
   * application as a part of that cookie), or its name has blanks before the {@code =}. Only
   * cookies of this name count, so odd cookies of others do no harm.
   */
  public boolean isAmbiguous(String name) {
    return pairs.stream()
        .anyMatch(
            pair -> pair.disguises(name) || (pair.insideQuotes() && pair.name().equals(name)));
  }

  @Override
  public String toString() {
    return "RequestCookies[redacted]";
  }
}
