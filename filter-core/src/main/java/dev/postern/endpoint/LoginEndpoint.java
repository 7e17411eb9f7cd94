package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.BindingProblem;
import dev.postern.binding.SenderRefusedException;
import dev.postern.gate.GatedRequest;
import dev.postern.identity.Identity;
import dev.postern.identity.TooManySessionsException;
import dev.postern.identity.VerifierUnavailableException;
import dev.postern.protection.LoginResult;
import dev.postern.protection.PasswordLogin;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Logs a caller in who posts a name and a password, as a form or as JSON. An unknown user and a
 * wrong password are one answer (ASVS 6.3.8). Only POST, and the filter has looked at where it came
 * from (CS-1). Thread-safe.
 */
public final class LoginEndpoint implements Endpoint {

  private static final Duration WHEN_UNAVAILABLE = Duration.ofSeconds(5);

  private final LoginSettings settings;
  private final PasswordLogin passwords;
  private final VerifierSource verifiers;
  private final Refusals refusals;
  private final LoginAnswer welcome;

  /**
   * The endpoint of one filter; it answers nothing if there is no login path.
   *
   * @param handsOutToken whether bearer tokens are accepted here, so that the body holds one
   */
  public LoginEndpoint(
      LoginSettings settings,
      PasswordLogin passwords,
      VerifierSource verifiers,
      Refusals refusals,
      ReturnCookie returnCookie,
      boolean handsOutToken) {
    this.settings = requireNonNull(settings, "settings");
    this.passwords = requireNonNull(passwords, "passwords");
    this.verifiers = requireNonNull(verifiers, "verifiers");
    this.refusals = requireNonNull(refusals, "refusals");
    this.welcome = new LoginAnswer(handsOutToken, settings.home(), returnCookie);
  }

  /** A GET of a login page that has the same path is the application's. */
  @Override
  public boolean isFor(GatedRequest asked) {
    boolean isPage = settings.page().equals(settings.path()) && isReading(asked.method());
    return !isPage && settings.path().filter(asked.path().text()::equals).isPresent();
  }

  @Override
  public void answer(EndpointCall call) throws IOException {
    if (!call.asked().method().equals("POST")) {
      refuse(Refusal.methodNotAllowed("POST"), call);
      return;
    }
    Optional<BindingProblem> problem = call.exchange().senderProblem();
    if (problem.isPresent()) {
      refuse(SenderRefusals.ofLogin(problem.get()), call);
      return;
    }
    LoginInput input = LoginReader.read(call.request());
    if (call.response().isCommitted()) {
      return; // A body that breaks off is answered by the container itself.
    }
    if (input instanceof LoginInput.Given given) {
      check(given, call);
    } else {
      refuseUnchecked(input, call);
    }
  }

  private void refuseUnchecked(LoginInput input, EndpointCall call) throws IOException {
    LoginLog.unchecked(call, input);
    if (input instanceof LoginInput.Unreadable unreadable) {
      refuse(unreadable.refusal(), call);
    } else {
      refuseWrong(call);
    }
  }

  private void check(LoginInput.Given given, EndpointCall call) throws IOException {
    try {
      LoginResult result =
          passwords.attempt(
              verifiers.verifierFor(call.request()),
              given.username(),
              given.password(),
              call.request().getRemoteAddr(),
              call.now());
      LoginLog.attempt(call, given.username(), result);
      answer(result, call);
    } catch (TooManySessionsException e) {
      LoginLog.tooManySessions(call, given.username());
      sendBack("?error=too-many-sessions", Refusal.tooManySessions(), call);
    } catch (SenderRefusedException e) {
      refuse(SenderRefusals.ofLogin(e.problem()), call);
    } catch (VerifierUnavailableException e) {
      LoginLog.unavailable(call, given.username(), e);
      refuse(Refusal.unavailable(WHEN_UNAVAILABLE), call);
    }
  }

  private void answer(LoginResult result, EndpointCall call) throws IOException {
    if (result instanceof LoginResult.Verified verified) {
      logIn(verified.identity(), call);
    } else if (result instanceof LoginResult.Throttled throttled) {
      refuse(Refusal.tooManyAttempts(throttled.retryAfter()), call);
    } else if (result instanceof LoginResult.Busy busy) {
      refuse(Refusal.unavailable(busy.retryAfter()), call);
    } else {
      refuseWrong(call);
    }
  }

  private void logIn(Identity identity, EndpointCall call) throws IOException {
    Answer.begin(call.response());
    call.exchange().login(identity, call.request());
    call.exchange().commit();
    welcome.send(call, identity);
  }

  private void refuseWrong(EndpointCall call) throws IOException {
    sendBack("?error", Refusal.wrongPassword(), call);
  }

  /** A person sees the form again; it is the page's to say what the query means. */
  private void sendBack(String query, Refusal refusal, EndpointCall call) throws IOException {
    boolean showsForm =
        settings.page().isPresent()
            && MediaType.of(call.request()).isForm()
            && Audience.wantsPage(call.request());
    if (showsForm) {
      Answer.begin(call.response());
      call.seeOther(settings.page().orElseThrow() + query);
    } else {
      refuse(refusal, call);
    }
  }

  private void refuse(Refusal refusal, EndpointCall call) throws IOException {
    refusals.send(refusal, call.request(), call.response());
  }

  private static boolean isReading(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }
}
