package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import dev.postern.json.Json;
import dev.postern.protection.ClientSecrets;
import dev.postern.strategy.IssuedTokens;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What clients may do: take a token back (RFC 7009) and ask what one is worth (RFC 7662). Whether a
 * token is unknown, over, taken back or another client's is one answer (RV-2, RV-5, IN-2), so that
 * nothing is learnt by trying. Thread-safe.
 */
public final class ClientEndpoints {

  private static final System.Logger LOG = System.getLogger(ClientEndpoints.class.getName());
  private static final String TOKEN = "token";
  private static final String HINT = "token_type_hint";
  private static final String MAY_ASK_ABOUT_ALL = "introspect";

  private final ClientSecrets secrets;
  private final IssuedTokens tokens;
  private final Refusals refusals;
  private final String realm;

  /**
   * Puts the parts together.
   *
   * @param realm the name of the app
   */
  public ClientEndpoints(
      ClientSecrets secrets, IssuedTokens tokens, Refusals refusals, String realm) {
    this.secrets = requireNonNull(secrets, "secrets");
    this.tokens = requireNonNull(tokens, "tokens");
    this.refusals = requireNonNull(refusals, "refusals");
    this.realm = requireNonNull(realm, "realm");
  }

  /** Those that are configured. */
  public List<Endpoint> of(ClientsSettings settings) {
    return Stream.concat(
            settings.revokePath().map(path -> endpoint(path, this::revoke)).stream(),
            settings.introspectPath().map(path -> endpoint(path, this::introspect)).stream())
        .toList();
  }

  private Endpoint endpoint(String path, ClientCall answer) {
    return new ClientEndpoint(path, Set.of(TOKEN, HINT), secrets, refusals, realm, answer);
  }

  /** The hint is only that (RFC 7009 section 2.1): every token tells by itself what it is. */
  private void revoke(Identity client, Posted.Fields form, EndpointCall call) throws IOException {
    Optional<String> token = form.of(TOKEN);
    if (token.isEmpty()) {
      ClientError.INVALID_REQUEST.send(call, realm);
      return;
    }
    tokens.revoke(token.get(), client.name(), call.now());
    LOG.log(Level.INFO, () -> "event=revocation-asked address=" + call.request().getRemoteAddr());
    Answer.begin(call.response());
    call.response().setStatus(200);
  }

  private void introspect(Identity client, Posted.Fields form, EndpointCall call)
      throws IOException {
    Optional<String> token = form.of(TOKEN);
    if (token.isEmpty()) {
      ClientError.INVALID_REQUEST.send(call, realm);
      return;
    }
    Map<String, Object> members =
        tokens
            .introspect(token.get(), client.name(), client.hasRole(MAY_ASK_ABOUT_ALL), call.now())
            .map(ClientEndpoints::active)
            .orElseGet(() -> Map.of("active", false));
    Answer.begin(call.response());
    Answer.body(call.request(), call.response(), "application/json", Json.write(members));
  }

  private static Map<String, Object> active(Map<String, Object> claims) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("active", true);
    members.put("token_type", "Bearer");
    members.putAll(claims);
    return members;
  }
}
