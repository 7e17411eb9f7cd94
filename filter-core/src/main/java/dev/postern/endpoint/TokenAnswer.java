package dev.postern.endpoint;

import dev.postern.json.Json;
import dev.postern.strategy.IssuedCredential;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body by which a client gets its tokens (RFC 6749 section 5.1): the access token, and the
 * refresh token where that does not travel in a cookie. Stateless and thread-safe.
 */
final class TokenAnswer {

  private TokenAnswer() {}

  /** Called after the commit: cookies are set, and nothing can fail any more. */
  static void send(EndpointCall call) throws IOException {
    IssuedCredential issued = call.exchange().issued().orElseThrow();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", issued.text());
    members.put("token_type", issued.type());
    members.put("expires_in", secondsLeft(issued, call));
    call.exchange()
        .issuedRefreshToken()
        .ifPresent(
            refresh -> {
              members.put("refresh_token", refresh.text());
              members.put("refresh_expires_in", secondsLeft(refresh, call));
            });
    Answer.body(call.request(), call.response(), "application/json", Json.write(members));
  }

  private static long secondsLeft(IssuedCredential issued, EndpointCall call) {
    return Duration.between(call.now(), issued.expiresAt()).toSeconds();
  }
}
