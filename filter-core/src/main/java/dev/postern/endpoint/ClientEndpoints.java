package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.SenderRefusedException;
import dev.postern.identity.Identity;
import dev.postern.json.Json;
import dev.postern.strategy.IssuedCredential;
import dev.postern.strategy.IssuedTokens;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What clients may do: take a token back (RFC 7009), ask what one is worth (RFC 7662), and get one
 * for themselves (RFC 6749 section 4.4), for which they are never taken for a user. Whether a token
 * is unknown, over, taken back or another client's is one answer (RV-2, RV-5, IN-2), so that
 * nothing is learnt by trying. Thread-safe.
 */
public final class ClientEndpoints {

  private static final System.Logger LOG = System.getLogger(ClientEndpoints.class.getName());
  private static final String TOKEN = "token";
  private static final String HINT = "token_type_hint";
  private static final String GRANT_TYPE = "grant_type";
  private static final String SCOPE = "scope";
  private static final String MAY_ASK_ABOUT_ALL = "introspect";

  private final ClientAuthentication authentication;
  private final IssuedTokens tokens;
  private final Refusals refusals;
  private final String realm;

  /**
   * Puts the parts together.
   *
   * @param realm the name of the app
   */
  public ClientEndpoints(
      ClientAuthentication authentication, IssuedTokens tokens, Refusals refusals, String realm) {
    this.authentication = requireNonNull(authentication, "authentication");
    this.tokens = requireNonNull(tokens, "tokens");
    this.refusals = requireNonNull(refusals, "refusals");
    this.realm = requireNonNull(realm, "realm");
  }

  /** Those that are configured. */
  public List<Endpoint> of(ClientsSettings settings) {
    Set<String> aToken = Set.of(TOKEN, HINT);
    return Stream.of(
            settings.revokePath().map(path -> endpoint(path, aToken, this::revoke)),
            settings.introspectPath().map(path -> endpoint(path, aToken, this::introspect)),
            settings
                .tokenPath()
                .map(path -> endpoint(path, Set.of(GRANT_TYPE, SCOPE), this::issue)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Endpoint endpoint(String path, Set<String> fields, ClientCall answer) {
    return new ClientEndpoint(path, fields, authentication, refusals, realm, answer);
  }

  /** What is granted is told (RFC 6749 section 5.1), since none may have been asked for. */
  private void issue(Identity client, Posted.Fields form, EndpointCall call) throws IOException {
    Set<String> scopes = form.of(SCOPE).map(ClientEndpoints::words).orElse(client.roles());
    Optional<ClientError> error = errorOf(form.of(GRANT_TYPE), client.roles().containsAll(scopes));
    if (error.isPresent()) {
      error.get().send(call, realm);
      return;
    }
    try {
      send(tokens.issue(client.name(), scopes, call.exchange().sender(), call.now()), scopes, call);
    } catch (SenderRefusedException refused) {
      ClientError.of(refused.problem()).send(call, realm);
    }
  }

  private static void send(IssuedCredential issued, Set<String> scopes, EndpointCall call)
      throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", issued.text());
    members.put("token_type", issued.type());
    members.put("expires_in", Duration.between(call.now(), issued.expiresAt()).toSeconds());
    members.put("scope", String.join(" ", new TreeSet<>(scopes)));
    Answer.begin(call.response());
    Answer.body(call.request(), call.response(), "application/json", Json.write(members));
  }

  private static Optional<ClientError> errorOf(Optional<String> grantType, boolean isWithinRights) {
    if (grantType.isEmpty()) {
      return Optional.of(ClientError.INVALID_REQUEST);
    }
    if (!grantType.get().equals("client_credentials")) {
      return Optional.of(ClientError.UNSUPPORTED_GRANT_TYPE);
    }
    return isWithinRights ? Optional.empty() : Optional.of(ClientError.INVALID_SCOPE);
  }

  private static Set<String> words(String scope) {
    return Arrays.stream(scope.strip().split(" +", -1)).collect(Collectors.toUnmodifiableSet());
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
    members.putAll(claims);
    return members;
  }
}
