package dev.postern.token;

import dev.postern.config.InvalidValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code NAME ISS audience=… [clients=…] [roles=…] [algorithms=…] [typ=…] [jwks=…]}, one a
 * line.
 */
final class TrustedIssuerParser {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Set<String> KEYS =
      Set.of("audience", "clients", "roles", "algorithms", "typ", "jwks");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String FORM =
      "Write NAME ISS audience=A[,B] [clients=C] [roles=CLAIM] [algorithms=RS256] [typ=at+jwt]"
          + " [jwks=URL], one issuer a line";

  private TrustedIssuerParser() {}

  static List<TrustedIssuer> parse(String text) throws InvalidValueException {
    List<TrustedIssuer> issuers = new ArrayList<>();
    Set<String> different = new HashSet<>();
    for (String line : text.split("[;\\n]", -1)) {
      if (!line.isBlank()) {
        TrustedIssuer issuer = issuer(List.of(line.strip().split("\\s+")));
        if (!different.add(issuer.name()) || !different.add(issuer.issuer())) {
          throw new InvalidValueException(
              "has the issuer " + issuer.name() + " twice",
              "Give each a name and an iss of its own");
        }
        issuers.add(issuer);
      }
    }
    return issuers;
  }

  private static TrustedIssuer issuer(List<String> words) throws InvalidValueException {
    if (words.size() < 3 || !NAME.matcher(words.get(0)).matches()) {
      throw new InvalidValueException("has a line that names no issuer", FORM);
    }
    String name = words.get(0);
    Map<String, String> options = options(name, words.subList(2, words.size()));
    Optional<String> jwks = Optional.ofNullable(options.get("jwks"));
    return new TrustedIssuer(
        name,
        safe(name, words.get(1)).toString(),
        set(options.getOrDefault("audience", "")),
        Optional.ofNullable(options.get("clients")).map(TrustedIssuerParser::set).orElse(Set.of()),
        algorithms(name, options.getOrDefault("algorithms", "RS256")),
        jwks.isPresent() ? Optional.of(safe(name, jwks.get())) : Optional.empty(),
        options.getOrDefault("roles", "roles"),
        set(options.getOrDefault("typ", "at+jwt").toLowerCase(Locale.ROOT)));
  }

  /** A word that is there twice is there. */
  private static Set<String> set(String words) {
    return new HashSet<>(List.of(words.split(",", -1)));
  }

  private static Map<String, String> options(String name, List<String> words)
      throws InvalidValueException {
    Map<String, String> options = new HashMap<>();
    for (String word : words) {
      int at = word.indexOf('=');
      String key = at < 0 ? word : word.substring(0, at);
      String value = word.substring(at + 1);
      boolean sound =
          KEYS.contains(key) && Arrays.stream(value.split(",", -1)).noneMatch(String::isEmpty);
      if (at < 0 || !sound || options.put(key, value) != null) {
        throw new InvalidValueException(
            "has a word for the issuer " + name + " that is not understood: " + key, FORM);
      }
    }
    if (!options.containsKey("audience")) {
      throw new InvalidValueException("has no audience for the issuer " + name, FORM);
    }
    return options;
  }

  /** A symmetric key of somebody else's is none: whoever verifies could issue. */
  private static List<JwsAlgorithm> algorithms(String name, String text)
      throws InvalidValueException {
    List<JwsAlgorithm> algorithms = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      algorithms.add(
          JwsAlgorithm.ofPublicKeys(word)
              .orElseThrow(
                  () ->
                      new InvalidValueException(
                          "has an algorithm for the issuer " + name + " that is not taken",
                          "Use RS256, PS256, ES256 or EdDSA")));
    }
    return algorithms;
  }

  /** Keys that came over an open line are anybody's. */
  private static URI safe(String name, String text) throws InvalidValueException {
    try {
      URI uri = new URI(text);
      if (isSafe(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Answered below, as every other text that is no address.
    }
    throw new InvalidValueException(
        "has an address for the issuer " + name + " that is not https",
        "Use https; http is for localhost only");
  }

  static boolean isSafe(URI uri) {
    return uri.getHost() != null
        && uri.getUserInfo() == null
        && uri.getFragment() == null
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && LOCAL.contains(uri.getHost())));
  }
}
