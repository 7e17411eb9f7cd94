package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import dev.postern.json.Json;
import dev.postern.strategy.IssuedCredential;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What somebody gets who has just logged in: the token itself where bearer tokens are used (RFC
 * 6749 section 5.1), else the way to a page for a form, else who they are. Immutable and
 * thread-safe.
 */
final class LoginAnswer {

  private final boolean handsOutToken;
  private final String home;
  private final ReturnCookie returnCookie;

  LoginAnswer(boolean handsOutToken, String home, ReturnCookie returnCookie) {
    this.handsOutToken = handsOutToken;
    this.home = requireNonNull(home, "home");
    this.returnCookie = requireNonNull(returnCookie, "returnCookie");
  }

  /** Called after the commit: cookies are set, and nothing can fail any more. */
  void send(EndpointCall call, Identity identity) throws IOException {
    if (handsOutToken) {
      sendJson(call, token(call));
    } else if (MediaType.of(call.request()).isForm()) {
      goBack(call);
    } else {
      sendJson(call, Map.of("name", identity.name(), "roles", new TreeSet<>(identity.roles())));
    }
  }

  private void goBack(EndpointCall call) {
    var remembered =
        returnCookie.take(
            call.asked().cookies().values(returnCookie.name()), call.request(), call.response());
    if (remembered.isPresent()) {
      Answer.seeOther(call.response(), remembered.get().text());
    } else {
      call.seeOther(home);
    }
  }

  private static Map<String, Object> token(EndpointCall call) {
    IssuedCredential issued = call.exchange().issued().orElseThrow();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", issued.text());
    members.put("token_type", "Bearer");
    members.put("expires_in", Duration.between(call.now(), issued.expiresAt()).toSeconds());
    return members;
  }

  private static void sendJson(EndpointCall call, Map<String, Object> members) throws IOException {
    Answer.body(call.request(), call.response(), "application/json", Json.write(members));
  }
}
