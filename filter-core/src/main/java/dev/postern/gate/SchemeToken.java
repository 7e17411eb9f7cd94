package dev.postern.gate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code Authorization} header as RFC 6750 section 2.1, RFC 9449 section 7.1 and RFC 9110
 * section 11.4 have it: a scheme in any case, exactly one space, a token68. Other schemes are
 * somebody else's. Stateless and thread-safe.
 */
final class SchemeToken {

  static final String BEARER = "Bearer";
  static final String DPOP = "DPoP";

  private static final Pattern SCHEME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern TOKEN68 = Pattern.compile("[0-9A-Za-z._~+/-]+=*");

  private SchemeToken() {}

  /** The token that came by this scheme; empty if another one is used, or none. */
  static Optional<String> read(List<String> values, String scheme)
      throws AmbiguousRequestException {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw new AmbiguousRequestException(Ambiguity.SEVERAL_AUTHORIZATIONS);
    }
    return token(values.get(0), scheme);
  }

  private static Optional<String> token(String value, String scheme)
      throws AmbiguousRequestException {
    Matcher used = SCHEME.matcher(value);
    if (!used.lookingAt()) {
      throw new AmbiguousRequestException(Ambiguity.MALFORMED_AUTHORIZATION);
    }
    if (!used.group().equalsIgnoreCase(scheme)) {
      return Optional.empty();
    }
    String rest = value.substring(used.end());
    if (!rest.startsWith(" ") || !TOKEN68.matcher(rest.substring(1)).matches()) {
      throw new AmbiguousRequestException(Ambiguity.MALFORMED_BEARER);
    }
    return Optional.of(rest.substring(1));
  }
}
