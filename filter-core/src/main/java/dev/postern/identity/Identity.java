package dev.postern.identity;

import static java.util.Objects.requireNonNull;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who the caller is, and when and how they proved it.
 *
 * <p>{@link #name()} is the subject: the {@code sub} of a token (RFC 7519 section 4.1.2) and the
 * name of the {@link Principal} that the application sees. {@link #authenticatedAt()} is {@code
 * auth_time}, {@link #methods()} is {@code amr} (RFC 8176) and {@link #contextClass()} is {@code
 * acr} of OpenID Connect Core section 2. Claims hold only JSON values: strings, numbers, booleans,
 * lists and maps of those. Immutable and thread-safe.
 *
 * @param name the subject, not blank, at most {@value #MAX_NAME_LENGTH} characters, no control
 *     characters
 * @param roles what {@code isUserInRole} answers yes to; {@code "*"} is not a role
 * @param scopes what a client was allowed to do on the user's behalf (RFC 6749 section 3.3)
 * @param claims further facts, by name
 * @param authenticatedAt when the caller last proved who they are; where that is not known, when
 *     their token was issued, see {@link #loggedInAt()}
 * @param methods how they proved it, for example {@code pwd}
 * @param contextClass the strength that was reached, if it was stated
 */
public record Identity(
    String name,
    Set<String> roles,
    Set<String> scopes,
    Map<String, Object> claims,
    Instant authenticatedAt,
    List<String> methods,
    Optional<String> contextClass)
    implements Principal {

  /**
   * The claim whose value is the id of a client that acts for itself. Of identities that are proved
   * by tokens only the verifier of tokens sets it.
   */
  public static final String CLIENT = "postern_client";

  /** The claim of whoever is here for one request, because another server said so. */
  public static final String ONE_TIME = "postern_one_time";

  /** The claim of whoever came with a token that does not say when they logged in. */
  public static final String UNDATED = "postern_undated";

  /** The longest name that is accepted, in UTF-16 units. */
  public static final int MAX_NAME_LENGTH = 255;

  /**
   * Copies every collection, so that later changes by the caller do not reach this identity.
   *
   * @throws IllegalArgumentException if the name is blank, too long or holds a control character,
   *     or if a role is blank or {@code "*"}
   */
  public Identity {
    requireName(name);
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
    claims = Map.copyOf(claims);
    requireNonNull(authenticatedAt, "authenticatedAt");
    methods = List.copyOf(methods);
    requireNonNull(contextClass, "contextClass");
    if (roles.stream().anyMatch(role -> role.isBlank() || role.equals("*"))) {
      throw new IllegalArgumentException("A role must not be blank and must not be \"*\".");
    }
  }

  /**
   * An identity proved by a password.
   *
   * @param name the subject
   * @param roles its roles
   * @param authenticatedAt when the password was checked
   */
  public static Identity ofPassword(String name, Set<String> roles, Instant authenticatedAt) {
    return new Identity(
        name, roles, Set.of(), Map.of(), authenticatedAt, List.of("pwd"), Optional.empty());
  }

  /** The same identity with other roles. */
  public Identity withRoles(Set<String> otherRoles) {
    return new Identity(name, otherRoles, scopes, claims, authenticatedAt, methods, contextClass);
  }

  /** The same identity with other claims. */
  public Identity withClaims(Map<String, Object> otherClaims) {
    return new Identity(name, roles, scopes, otherClaims, authenticatedAt, methods, contextClass);
  }

  /** The same identity with other scopes. */
  public Identity withScopes(Set<String> otherScopes) {
    return new Identity(name, roles, otherScopes, claims, authenticatedAt, methods, contextClass);
  }

  /**
   * The same identity, of which the strength is known that its login reached ({@code acr}). A
   * verifier that asked for more than a password says so by it, and rules with {@code acr} ask.
   */
  public Identity withContextClass(String reached) {
    return new Identity(
        name, roles, scopes, claims, authenticatedAt, methods, Optional.of(reached));
  }

  /**
   * When the user logged in, as far as that was said; never merely when a token was issued, which a
   * refresh makes later. Empty also for a program that acts for itself and for a one-time token,
   * for whom no user did.
   */
  public Optional<Instant> loggedInAt() {
    return isClient() || isOneTime() || claims.containsKey(UNDATED)
        ? Optional.empty()
        : Optional.of(authenticatedAt);
  }

  /** Whether this is a program that acts for itself and not a user (RFC 9068 section 5). */
  public boolean isClient() {
    return claims.containsKey(CLIENT);
  }

  /**
   * Whether this is whom another server named in a one-time token: no more than a name, which opens
   * nothing but what is for such tokens.
   */
  public boolean isOneTime() {
    return claims.containsKey(ONE_TIME);
  }

  /** Whether the caller has this role; never true for {@code "*"} or {@code "**"}. */
  public boolean hasRole(String role) {
    return roles.contains(role);
  }

  @Override
  public String getName() {
    return name;
  }

  /** The name: applications print their principal, and claims are not for every page. */
  @Override
  public String toString() {
    return name;
  }

  private static void requireName(String name) {
    if (requireNonNull(name, "name").isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "An identity's name has 1 to " + MAX_NAME_LENGTH + " characters.");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("An identity's name has no control characters.");
    }
  }
}
