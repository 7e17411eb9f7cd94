package dev.postern.gate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code Authorization} header as RFC 6750 section 2.1 and RFC 9110 section 11.4 have it:
 * a scheme in any case, exactly one space, a token68. Other schemes are somebody else's. Stateless
 * and thread-safe.
 */
final class BearerHeader {

  private static final Pattern SCHEME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern TOKEN68 = Pattern.compile("[0-9A-Za-z._~+/-]+=*");

  private BearerHeader() {}

  static Optional<String> read(List<String> values) throws AmbiguousRequestException {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw new AmbiguousRequestException(Ambiguity.SEVERAL_AUTHORIZATIONS);
    }
    return token(values.get(0));
  }

  private static Optional<String> token(String value) throws AmbiguousRequestException {
    Matcher scheme = SCHEME.matcher(value);
    if (!scheme.lookingAt()) {
      throw new AmbiguousRequestException(Ambiguity.MALFORMED_AUTHORIZATION);
    }
    if (!scheme.group().equalsIgnoreCase("Bearer")) {
      return Optional.empty();
    }
    String rest = value.substring(scheme.end());
    if (!rest.startsWith(" ") || !TOKEN68.matcher(rest.substring(1)).matches()) {
      throw new AmbiguousRequestException(Ambiguity.MALFORMED_BEARER);
    }
    return Optional.of(rest.substring(1));
  }
}
