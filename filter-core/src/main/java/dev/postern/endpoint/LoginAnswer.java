package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import dev.postern.json.Json;
import java.io.IOException;
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
      TokenAnswer.send(call);
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

  private static void sendJson(EndpointCall call, Map<String, Object> members) throws IOException {
    Answer.body(call.request(), call.response(), "application/json", Json.write(members));
  }
}
