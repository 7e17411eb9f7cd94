package dev.postern.token;

import static java.util.Objects.requireNonNull;

import dev.postern.json.JsonNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in our words what an outside issuer's token says: whatever has a meaning only there gets the
 * issuer's name before it, so that the subjects, tokens and sessions of two issuers never meet, and
 * none of them one of ours.
 */
final class IssuerClaims {

  /** The claim of ours that says a caller is a program and not a person (RFC 9068 section 5). */
  static final String CLIENT = "postern_client";

  /** The claim of ours that says that nobody knows when the user logged in. */
  static final String UNDATED = "postern_undated";

  private static final List<String> CLIENT_IDS = List.of("client_id", "azp", "appid");

  /**
   * Translated below; or of ours, as {@code sid}, by which logout finds a grant of ours, and the
   * exact times, by which a token of another issuer could put itself behind every cut-off.
   */
  private static final Set<String> NOT_TAKEN_OVER =
      Set.of(
          CLIENT,
          UNDATED,
          "sub",
          "jti",
          "sid",
          "client_id",
          "roles",
          "scope",
          "scp",
          "auth_time",
          "amr",
          "acr",
          "iat_ns",
          "as_of",
          "as_of_ns",
          "auth_time_ns");

  private final TrustedIssuer issuer;
  private final Map<String, Object> claims;

  IssuerClaims(TrustedIssuer issuer, Map<String, Object> claims) {
    this.issuer = issuer;
    this.claims = claims;
  }

  /**
   * The claims of an access token of ours.
   *
   * @param digest stands in for a missing {@code jti}
   */
  Map<String, Object> translated(String digest) throws RefusedTokenException {
    String subject = text("sub").orElseThrow(IssuerClaims::missing);
    Optional<String> client = client(claims);
    Map<String, Object> ours = new LinkedHashMap<>();
    claims.forEach(
        (name, value) -> {
          if (!NOT_TAKEN_OVER.contains(name) && !(value instanceof JsonNull)) {
            ours.put(name, value);
          }
        });
    if (isClient(subject, client)) {
      String id = client.orElse(subject);
      ours.put(CLIENT, id);
      // No user has such a name: a subject that begins with a bar is refused below.
      ours.put("sub", issuer.qualified("|" + id));
    } else if (subject.startsWith("|")) {
      throw new RefusedTokenException(JwtProblem.INVALID_CLAIM);
    } else {
      ours.put("sub", issuer.qualified(subject));
    }
    ours.put("jti", issuer.qualified(text("jti").orElse("|" + digest)));
    client.ifPresent(id -> ours.put("client_id", issuer.qualified(id)));
    ours.put("roles", roles());
    scopes().ifPresent(scopes -> ours.put("scope", scopes));
    putLoginTime(ours);
    if (claims.get("amr") instanceof List<?> methods) {
      ours.put("amr", texts(methods));
    }
    text("acr").ifPresent(acr -> ours.put("acr", acr));
    return ours;
  }

  /** A cut-off needs some time, but no rule may take a refreshed token for a fresh login (SU-2). */
  private void putLoginTime(Map<String, Object> ours) {
    if (claims.containsKey("auth_time")) {
      ours.put("auth_time", requireNonNull(claims.get("auth_time")));
    } else {
      ours.put("auth_time", requireNonNull(claims.get("iat")));
      ours.put(UNDATED, true);
    }
  }

  /** Which client it was issued to: RFC 9068, OpenID Connect, Entra's tokens of version 1. */
  static Optional<String> client(Map<String, Object> claims) {
    return CLIENT_IDS.stream().flatMap(name -> text(claims, name).stream()).findFirst();
  }

  /**
   * A token that a client got for itself (AT-5): RFC 9068 says so by a {@code sub} that is the
   * client's id; Auth0 by {@code gty}, Entra by {@code idtyp}, Keycloak by the user name of a
   * service account.
   */
  private boolean isClient(String subject, Optional<String> client) {
    return client.filter(id -> subject.equals(id) || subject.equals(id + "@clients")).isPresent()
        || Objects.equals(claims.get("gty"), "client-credentials")
        || Objects.equals(claims.get("idtyp"), "app")
        || client
            .filter(id -> Objects.equals(claims.get("preferred_username"), "service-account-" + id))
            .isPresent();
  }

  /** A claim may have dots in its name, as those of Auth0 that are addresses. */
  private List<String> roles() {
    @Nullable Object value = claims.get(issuer.roles());
    if (value == null) {
      value = claims;
      for (String step : issuer.roles().split("\\.", -1)) {
        value = value instanceof Map<?, ?> map ? map.get(step) : null;
      }
    }
    return value instanceof List<?> list
        ? texts(list).stream().filter(IssuerClaims::isRole).toList()
        : List.of();
  }

  private static boolean isRole(String role) {
    return !role.isBlank() && !role.equals("*") && role.chars().noneMatch(Character::isISOControl);
  }

  /** {@code scope} of RFC 9068, or {@code scp} as text (Entra) or as a list (Okta). */
  private Optional<String> scopes() {
    List<String> all = new ArrayList<>();
    for (String name : List.of("scope", "scp")) {
      @Nullable Object value = claims.get(name);
      if (value instanceof String text) {
        all.addAll(Arrays.asList(text.split(" ", -1)));
      } else if (value instanceof List<?> list) {
        all.addAll(texts(list));
      }
    }
    String joined = String.join(" ", all).strip();
    return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
  }

  private Optional<String> text(String name) {
    return text(claims, name);
  }

  private static Optional<String> text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static List<String> texts(List<?> values) {
    return values.stream()
        .flatMap(value -> value instanceof String text ? Stream.of(text) : Stream.empty())
        .toList();
  }

  private static RefusedTokenException missing() {
    return new RefusedTokenException(JwtProblem.MISSING_CLAIM);
  }
}
