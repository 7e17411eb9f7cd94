package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.gate.GatedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Logs the caller out: the credential is dead, and that is confirmed, before the answer leaves.
 * Somebody who is not logged in gets the same answer; not so whoever has a token that is bound, and
 * does not show what to, since it is good in other hands. Only POST, because a GET would let any
 * image on any page log people out; the filter has looked at where the POST came from (CS-1).
 * Thread-safe.
 */
public final class LogoutEndpoint implements Endpoint {

  private final LoginSettings settings;
  private final Refusals refusals;

  /** The endpoint of one filter; it answers nothing if there is no logout path. */
  public LogoutEndpoint(LoginSettings settings, Refusals refusals) {
    this.settings = requireNonNull(settings, "settings");
    this.refusals = requireNonNull(refusals, "refusals");
  }

  @Override
  public boolean isFor(GatedRequest asked) {
    return settings.logoutPath().filter(asked.path().text()::equals).isPresent();
  }

  @Override
  public void answer(EndpointCall call) throws IOException {
    if (!call.asked().method().equals("POST")) {
      refusals.send(Refusal.methodNotAllowed("POST"), call.request(), call.response());
      return;
    }
    Optional<Refusal> refusal = call.exchange().senderRejection().map(SenderRefusals::ofCredential);
    if (refusal.isPresent()) {
      refusals.send(refusal.get(), call.request(), call.response());
    } else {
      logOut(call);
    }
  }

  private void logOut(EndpointCall call) throws IOException {
    Answer.begin(call.response());
    call.exchange().logout();
    call.exchange().commit();
    if (MediaType.of(call.request()).isForm() || Audience.wantsPage(call.request())) {
      call.seeOther(settings.logoutPage());
    } else {
      call.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
