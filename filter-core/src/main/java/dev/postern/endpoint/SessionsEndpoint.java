package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.gate.GatedRequest;
import dev.postern.identity.SessionSummary;
import dev.postern.json.Json;
import dev.postern.servlet.OwnSessions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows callers where they are signed in, and ends those sessions (ASVS 7.5.2). Only their own:
 * somebody else's session gets the same answer as one that does not exist. Ending the session of
 * the request itself is a logout. Thread-safe.
 */
public final class SessionsEndpoint implements Endpoint {

  private final SessionsSettings settings;
  private final Refusals refusals;

  /** The endpoint of one filter; it answers nothing if there is no such path. */
  public SessionsEndpoint(SessionsSettings settings, Refusals refusals) {
    this.settings = requireNonNull(settings, "settings");
    this.refusals = requireNonNull(refusals, "refusals");
  }

  @Override
  public boolean isFor(GatedRequest asked) {
    String path = asked.path().text();
    return settings.path().filter(path::equals).isPresent()
        || settings.prefix().filter(path::startsWith).isPresent();
  }

  @Override
  public boolean isProtected() {
    return true;
  }

  @Override
  public void answer(EndpointCall call) throws IOException {
    Optional<Refusal> refusal =
        call.exchange().identity().isPresent()
            ? answerKnown(call)
            : Optional.of(
                call.exchange()
                    .rejection()
                    .map(SenderRefusals::ofCredential)
                    .orElseGet(Refusal::loginNeeded));
    if (refusal.isPresent()) {
      refusals.send(refusal.get(), call.request(), call.response());
    }
  }

  /** Empty if it is answered. */
  private Optional<Refusal> answerKnown(EndpointCall call) throws IOException {
    String path = call.asked().path().text();
    String prefix = settings.prefix().orElseThrow();
    return path.startsWith(prefix) ? one(path.substring(prefix.length()), call) : all(call);
  }

  private Optional<Refusal> all(EndpointCall call) throws IOException {
    return switch (call.asked().method()) {
      case "GET", "HEAD" -> list(call);
      case "DELETE" -> endOthers(call);
      default -> Optional.of(Refusal.methodNotAllowed("GET, HEAD, DELETE"));
    };
  }

  private Optional<Refusal> one(String handle, EndpointCall call) {
    if (!call.asked().method().equals("DELETE")) {
      return Optional.of(Refusal.methodNotAllowed("DELETE"));
    }
    Answer.begin(call.response());
    return sessions(call).end(handle) ? done(call) : Optional.of(Refusal.notFound());
  }

  private static Optional<Refusal> list(EndpointCall call) throws IOException {
    Map<String, Object> body =
        Map.of("sessions", sessions(call).list().stream().map(SessionsEndpoint::members).toList());
    Answer.begin(call.response());
    call.exchange().commit();
    Answer.body(call.request(), call.response(), "application/json", Json.write(body));
    return Optional.empty();
  }

  /** Without the word it might be a handle that somebody forgot to write. */
  private static Optional<Refusal> endOthers(EndpointCall call) {
    String query = call.request().getQueryString();
    if (query == null || !query.equals("others")) {
      return Optional.of(Refusal.malformed());
    }
    Answer.begin(call.response());
    sessions(call).endOthers();
    return done(call);
  }

  private static Optional<Refusal> done(EndpointCall call) {
    call.exchange().commit();
    call.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
    return Optional.empty();
  }

  private static OwnSessions sessions(EndpointCall call) {
    return call.exchange().ownSessions();
  }

  private static Map<String, Object> members(SessionSummary session) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", session.kind().name().toLowerCase(Locale.ROOT));
    members.put("handle", session.handle());
    members.put("device", session.device());
    members.put("address", session.address());
    members.put("createdAt", seconds(session.createdAt()));
    members.put("loggedInAt", seconds(session.loggedInAt()));
    members.put("lastSeenAt", seconds(session.lastSeenAt()));
    members.put("current", session.isCurrent());
    return members;
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
