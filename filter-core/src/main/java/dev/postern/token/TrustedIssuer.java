package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An outside issuer whose access tokens are taken. Immutable and thread-safe.
 *
 * @param name ours for it; what it calls its users becomes {@code name|sub} here
 * @param issuer its exact {@code iss}
 * @param audiences one of which {@code aud} must be or contain
 * @param clients one of which it must have been issued to; empty for whichever
 * @param algorithms what its keys may sign with, the one first that a key without {@code alg} has
 * @param jwks where its keys are; empty to find them by OpenID Connect Discovery
 * @param roles the claim of the roles, or the path to it
 * @param types one of which the header {@code typ} must be, in lower case
 */
public record TrustedIssuer(
    String name,
    String issuer,
    Set<String> audiences,
    Set<String> clients,
    List<JwsAlgorithm> algorithms,
    Optional<URI> jwks,
    String roles,
    Set<String> types) {

  private static final String MEDIA_TYPE = "application/";

  /** Takes copies. */
  public TrustedIssuer {
    requireNonNull(name, "name");
    requireNonNull(issuer, "issuer");
    audiences = Set.copyOf(audiences);
    clients = Set.copyOf(clients);
    algorithms = List.copyOf(algorithms);
    requireNonNull(jwks, "jwks");
    requireNonNull(roles, "roles");
    types = Set.copyOf(types);
  }

  /** As one whose keys are read in the same way, and whose access tokens nobody asks about. */
  static TrustedIssuer ofKeys(String name, URI jwks) {
    return new TrustedIssuer(
        name,
        name,
        Set.of(),
        Set.of(),
        List.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA, JwsAlgorithm.PS256, JwsAlgorithm.RS256),
        Optional.of(jwks),
        "",
        Set.of());
  }

  /** OpenID Connect Discovery 1.0, section 4. */
  URI discovery() {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return URI.create(base + "/.well-known/openid-configuration");
  }

  boolean takesType(String typ) {
    String lower = typ.toLowerCase(Locale.ROOT);
    return types.contains(
        lower.startsWith(MEDIA_TYPE) ? lower.substring(MEDIA_TYPE.length()) : lower);
  }

  /** The name here of what only has a meaning at this issuer. */
  String qualified(String own) {
    return name + "|" + own;
  }
}
