package dev.postern.endpoint;

import dev.postern.binding.BindingMode;
import dev.postern.binding.BindingSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;

/**
 * What {@code WWW-Authenticate} asks for (RFC 9110 section 11.6.1). Immutable and thread-safe.
 *
 * <p>Where bearer tokens are accepted it is {@code Bearer} with the error codes of RFC 6750, where
 * tokens are bound to keys {@code DPoP} (RFC 9449 section 7.1), beside the other if they need not
 * be. Where only a cookie is, it is a scheme of our own, because a browser answers the known ones
 * with a dialog of its own, and it is the same for every reason.
 */
public final class AuthenticateHeader {

  private final String realm;
  private final boolean bearer;
  private final Optional<String> proofs;

  /**
   * A challenge where nothing is bound.
   *
   * @param realm for example the name of the app; what cannot stand between quotes becomes a dash
   * @param bearer whether bearer tokens are accepted
   */
  public AuthenticateHeader(String realm, boolean bearer) {
    this(realm, bearer, Optional.empty());
  }

  private AuthenticateHeader(String realm, boolean bearer, Optional<String> proofs) {
    this.realm = "realm=\"" + realm.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "-") + '"';
    this.bearer = bearer;
    this.proofs = proofs;
  }

  /** The same where tokens are bound as these settings say. */
  public static AuthenticateHeader of(String realm, boolean bearer, BindingSettings binding) {
    return new AuthenticateHeader(
        realm,
        bearer && binding.dpop() != BindingMode.REQUIRED,
        binding.takesDpop() ? Optional.of(binding.algorithmNames()) : Optional.empty());
  }

  /** The header's values for this refusal, one for each scheme; none if it has no challenge. */
  List<String> of(Refusal refusal) {
    if (proofs.isEmpty()) {
      return alone(refusal).stream().toList();
    }
    boolean challenges =
        refusal.error().isPresent() || refusal.status() == HttpServletResponse.SC_UNAUTHORIZED;
    if (!challenges) {
      return List.of();
    }
    String dpop = "DPoP " + realm + parameters(refusal.error()) + ", algs=\"" + proofs.get() + '"';
    return bearer
        ? List.of(
            dpop,
            "Bearer " + realm + parameters(refusal.error().filter(error -> !error.isOfProof())))
        : List.of(dpop);
  }

  private Optional<String> alone(Refusal refusal) {
    if (bearer && refusal.error().isPresent()) {
      return Optional.of("Bearer " + realm + parameters(refusal.error()));
    }
    return refusal.status() == HttpServletResponse.SC_UNAUTHORIZED
        ? Optional.of((bearer ? "Bearer " : "Cookie ") + realm)
        : Optional.empty();
  }

  private static String parameters(Optional<BearerError> error) {
    return error.map(known -> ", " + known.parameters()).orElse("");
  }
}
