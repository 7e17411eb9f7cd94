package dev.postern.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.Identity;
import dev.postern.session.AllLogins;
import dev.postern.transport.Presented;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** {@link HttpSession} and the session methods of a request, as Servlet 6.0 chapter 7 has them. */
class SessionContractTest {

  private final FakeStrategy strategy = new FakeStrategy();
  private final FakeResponse response = new FakeResponse();
  private final ServletContext context = FakeEvents.context();

  @Test
  void aRequestWithoutACredentialHasNoSessionUntilItAsks() {
    var request = request(new Presented.None());

    assertThat(request.getSession(false)).isNull();
    assertThat(request.getRequestedSessionId()).isNull();
    assertThat(request.isRequestedSessionIdValid()).isFalse();
    assertThat(request.isRequestedSessionIdFromCookie()).isFalse();

    var session = request.getSession();

    assertThat(session.isNew()).isTrue();
    assertThat(session.getServletContext()).isSameAs(context);
    assertThat(session.getCreationTime()).isEqualTo(FakeStrategy.NOW.toEpochMilli());
    assertThat(session.getLastAccessedTime()).isEqualTo(FakeStrategy.NOW.toEpochMilli());
    assertThat(request.getSession(false)).isSameAs(session);
    assertThat(request.isRequestedSessionIdValid()).isFalse();
  }

  @Test
  void theIdTheClientAskedForIsTheOneOfItsSession() {
    var request = request(known());

    assertThat(request.getRequestedSessionId()).isEqualTo(request.getSession().getId());
    assertThat(request.isRequestedSessionIdValid()).isTrue();
    assertThat(request.isRequestedSessionIdFromCookie()).isTrue();
    assertThat(request.isRequestedSessionIdFromURL()).isFalse();
  }

  @Test
  void theIdShownIsNotTheSecret() {
    // ASVS 16.2.5
    var known = known();

    assertThat(request(known).getSession().getId()).doesNotContain(known.credential());
  }

  @Test
  void aDeadCredentialNamesNoValidSession() {
    var request = request(new Presented.One("dead", true));

    assertThat(request.getRequestedSessionId()).isNotNull().isNotEqualTo("dead");
    assertThat(request.isRequestedSessionIdValid()).isFalse();
    assertThat(request.isRequestedSessionIdFromCookie()).isTrue();
    assertThat(request.getSession(false)).isNull();
    assertThat(strategy.authentications).hasValue(1);
  }

  @Test
  void aBearerCredentialIsNotFromACookie() {
    var request = request(new Presented.One(known().credential(), false));

    assertThat(request.isRequestedSessionIdValid()).isTrue();
    assertThat(request.isRequestedSessionIdFromCookie()).isFalse();
  }

  @Test
  void attributesComeAndGo() {
    var session = request(new Presented.None()).getSession();

    session.setAttribute("a", 1);
    session.setAttribute("b", 2);
    session.setAttribute("a", null);
    session.removeAttribute("never there");

    assertThat(session.getAttribute("a")).isNull();
    assertThat(session.getAttribute("b")).isEqualTo(2);
    assertThat(Collections.list(session.getAttributeNames())).containsExactly("b");
  }

  @Test
  @SuppressWarnings("NullAway") // What is tested is a caller who does not keep the rule.
  void aNameIsNeverNull() {
    var session = request(new Presented.None()).getSession();

    assertThatThrownBy(() -> session.getAttribute(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> session.setAttribute(null, "value"))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> session.removeAttribute(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void everyMethodTheSpecificationNamesRefusesAnInvalidSession() {
    var session = request(known()).getSession();
    session.invalidate();

    Stream.<ThrowingCallable>of(
            session::getCreationTime,
            session::getLastAccessedTime,
            () -> session.getAttribute("known"),
            session::getAttributeNames,
            () -> session.setAttribute("known", "no"),
            () -> session.setAttribute("known", null),
            () -> session.removeAttribute("known"),
            session::invalidate,
            session::isNew)
        .forEach(call -> assertThatThrownBy(call).isInstanceOf(IllegalStateException.class));
  }

  @Test
  void theOthersAnswerForAnInvalidSession() {
    var session = request(known()).getSession();
    var id = session.getId();
    session.invalidate();

    session.setMaxInactiveInterval(5);

    assertThat(session.getId()).isEqualTo(id);
    assertThat(session.getMaxInactiveInterval()).isEqualTo(1800);
    assertThat(session.getServletContext()).isSameAs(context);
  }

  @Test
  void afterInvalidateThereIsNoneAndThenANewOne() {
    var request = request(known());
    var first = request.getSession();
    first.invalidate();

    assertThat(request.getSession(false)).isNull();
    assertThat(request.isRequestedSessionIdValid()).isFalse();

    var second = request.getSession();

    assertThat(second).isNotSameAs(first);
    assertThat(second.getId()).isNotEqualTo(first.getId());
    assertThat(second.getAttribute("known")).isNull();
    assertThat(second.isNew()).isTrue();
  }

  @Test
  void invalidateLogsOut() {
    var request = request(knownAs(Optional.of(FakeStrategy.alice())));

    request.getSession().invalidate();

    assertThat(Exchange.current(request).orElseThrow().identity()).isEmpty();
  }

  @Test
  void theTimeoutMayBeSetOrTakenAway() {
    var session = request(new Presented.None()).getSession();

    session.setMaxInactiveInterval(60);
    assertThat(session.getMaxInactiveInterval()).isEqualTo(60);

    session.setMaxInactiveInterval(0);
    assertThat(session.getMaxInactiveInterval()).isZero();

    session.setMaxInactiveInterval(-1);
    assertThat(session.getMaxInactiveInterval()).isNotPositive();
  }

  @Test
  void changingTheIdAnswersTheNewOneAndKeepsTheSession() {
    var request = request(known());
    var session = request.getSession();
    var old = session.getId();

    var changed = request.changeSessionId();

    assertThat(changed).isNotEqualTo(old).isEqualTo(session.getId());
    assertThat(request.getSession()).isSameAs(session);
    assertThat(session.getAttribute("known")).isEqualTo("yes");
    assertThat(request.getRequestedSessionId()).isEqualTo(old);
    assertThat(request.isRequestedSessionIdValid()).isFalse();
  }

  @Test
  void changingTheIdNeedsASessionAndAClientThatCanBeTold() {
    assertThatThrownBy(request(new Presented.None())::changeSessionId)
        .isInstanceOf(IllegalStateException.class);

    response.committed = true;

    assertThatThrownBy(request(known())::changeSessionId).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSessionThatIsThereIsThereAfterTheCommitToo() {
    response.committed = true;

    assertThat(request(known()).getSession()).isNotNull();
    assertThatThrownBy(request(new Presented.None())::getSession)
        .isInstanceOf(IllegalStateException.class);
  }

  private Presented.One known() {
    return knownAs(Optional.empty());
  }

  private Presented.One knownAs(Optional<Identity> identity) {
    return new Presented.One(strategy.known(identity), true);
  }

  private HttpServletRequest request(Presented presented) {
    var exchange =
        new Exchange(
            strategy,
            FakeCookies.alone(),
            Brought.only(presented),
            response.asResponse(),
            FakeStrategy.NOW,
            FakeEvents.heardBy(context),
            new AllLogins());
    return new SessionRequestWrapper(new FakeRequest(exchange).asRequest(), exchange);
  }
}
