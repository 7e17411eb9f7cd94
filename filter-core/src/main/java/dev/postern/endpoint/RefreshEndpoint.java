package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.SenderRefusedException;
import dev.postern.gate.GatedRequest;
import dev.postern.strategy.RejectionReason;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;

/**
 * Changes a refresh token into a new pair. Only POST, and the filter has looked at where it came
 * from (CS-1). A refusal clears no cookie: another tab may have a newer one by now (RT-7). Whether
 * a token was forged, used up or ended is one answer. Thread-safe.
 */
public final class RefreshEndpoint implements Endpoint {

  private static final Logger LOG = System.getLogger(RefreshEndpoint.class.getName());

  private final RefreshSettings settings;
  private final RefreshReader reader;
  private final Refusals refusals;

  /**
   * The endpoint of one filter; it answers nothing if there is no refresh path.
   *
   * @param client the {@code client_id} of the filter's own callers
   */
  public RefreshEndpoint(RefreshSettings settings, String client, Refusals refusals) {
    this.settings = requireNonNull(settings, "settings");
    this.reader = new RefreshReader(client);
    this.refusals = requireNonNull(refusals, "refusals");
  }

  @Override
  public boolean isFor(GatedRequest asked) {
    return settings.path().filter(asked.path().text()::equals).isPresent();
  }

  @Override
  public void answer(EndpointCall call) throws IOException {
    Optional<Refusal> refusal =
        call.asked().method().equals("POST")
            ? refresh(reader.read(call), call)
            : Optional.of(Refusal.methodNotAllowed("POST"));
    if (refusal.isPresent() && !call.response().isCommitted()) {
      refusals.send(refusal.get(), call.request(), call.response());
    }
  }

  /** Empty if it is answered. A body that breaks off is answered by the container itself. */
  private static Optional<Refusal> refresh(RefreshInput input, EndpointCall call)
      throws IOException {
    if (input instanceof RefreshInput.Refused refused) {
      return Optional.of(refused.refusal());
    }
    RefreshInput.Given given = (RefreshInput.Given) input;
    Answer.begin(call.response());
    try {
      return refresh(given, call);
    } catch (SenderRefusedException refused) {
      return Optional.of(SenderRefusals.ofLogin(refused.problem()));
    }
  }

  private static Optional<Refusal> refresh(RefreshInput.Given given, EndpointCall call)
      throws IOException {
    Optional<RejectionReason> rejected = call.exchange().refresh(given.token(), given.scope());
    rejected.ifPresent(reason -> log(reason, call));
    if (rejected.isPresent()) {
      return rejected.map(RefreshEndpoint::refusalOf);
    }
    call.exchange().commit();
    succeed(call);
    return Optional.empty();
  }

  private static void succeed(EndpointCall call) throws IOException {
    if (call.exchange().takesBearer()) {
      TokenAnswer.send(call);
    } else {
      call.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  /** RFC 6749 section 5.2: what was asked for is wrong, not the token. */
  private static Refusal refusalOf(RejectionReason reason) {
    return reason == RejectionReason.SCOPE_NOT_GRANTED
        ? Refusal.malformed()
        : Refusal.credentialRejected();
  }

  private static void log(RejectionReason reason, EndpointCall call) {
    LOG.log(
        Level.INFO,
        () ->
            "event=refresh outcome="
                + reason.name().toLowerCase(Locale.ROOT).replace('_', '-')
                + " address="
                + call.request().getRemoteAddr());
  }
}
