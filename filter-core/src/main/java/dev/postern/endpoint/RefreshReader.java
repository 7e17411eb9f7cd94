package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the refresh token of a request: in its cookie where the filter uses cookies, else in the
 * body, as RFC 6749 section 6 has it or as JSON. Never in both, so that no two hold one lineage.
 * Immutable and thread-safe.
 */
final class RefreshReader {

  private static final String TOKEN = "refresh_token";
  private static final String SCOPE = "scope";
  private static final String CLIENT = "client_id";
  private static final String KIND = "grant_type";

  private final String client;

  /**
   * For one filter.
   *
   * @param client the {@code client_id} of its own callers
   */
  RefreshReader(String client) {
    this.client = requireNonNull(client, "client");
  }

  RefreshInput read(EndpointCall call) throws IOException {
    return call.exchange().refreshesByCookie()
        ? ofCookie(call.exchange().refreshCookie())
        : ofBody(BodyReader.read(call.request(), Set.of(TOKEN, SCOPE, CLIENT, KIND)));
  }

  private static RefreshInput ofCookie(Optional<String> cookie) {
    return cookie
        .<RefreshInput>map(token -> new RefreshInput.Given(token, Optional.empty()))
        .orElseGet(() -> new RefreshInput.Refused(Refusal.loginNeeded()));
  }

  private RefreshInput ofBody(Posted posted) {
    if (posted instanceof Posted.Unreadable unreadable) {
      return new RefreshInput.Refused(unreadable.refusal());
    }
    Posted.Fields fields = (Posted.Fields) posted;
    Optional<String> token = fields.of(TOKEN);
    if (token.isEmpty() || fields.of(KIND).filter(kind -> !kind.equals(TOKEN)).isPresent()) {
      return new RefreshInput.Refused(Refusal.malformed());
    }
    return fields.of(CLIENT).filter(name -> !name.equals(client)).isPresent()
        ? new RefreshInput.Refused(Refusal.credentialRejected())
        : new RefreshInput.Given(token.get(), fields.of(SCOPE).map(RefreshReader::words));
  }

  private static Set<String> words(String scope) {
    return Set.copyOf(List.of(scope.strip().split(" +", -1)));
  }
}
