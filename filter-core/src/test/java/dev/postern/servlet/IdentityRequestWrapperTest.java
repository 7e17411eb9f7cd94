package dev.postern.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.Identity;
import dev.postern.session.AllLogins;
import dev.postern.transport.Presented;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdentityRequestWrapperTest {

  private final FakeStrategy strategy = new FakeStrategy();
  private final FakeResponse response = new FakeResponse();
  private final AtomicInteger challenges = new AtomicInteger();

  @Test
  void nobodyIsNobody() throws Exception {
    var request = request(Optional.empty());

    assertThat(request.getUserPrincipal()).isNull();
    assertThat(request.getRemoteUser()).isNull();
    assertThat(request.getAuthType()).isNull();
    assertThat(request.isUserInRole("customer")).isFalse();
    assertThat(request.isUserInRole("**")).isFalse();
    assertThat(request.authenticate(response.asResponse())).isFalse();
    assertThat(challenges).hasValue(1);
  }

  @Test
  void anIdentityIsSeenEverywhere() throws Exception {
    var request = request(Optional.of(FakeStrategy.alice()));

    assertThat(request.getUserPrincipal()).isEqualTo(FakeStrategy.alice());
    assertThat(request.getRemoteUser()).isEqualTo("alice");
    assertThat(request.getAuthType()).isEqualTo("POSTERN");
    assertThat(request.authenticate(response.asResponse())).isTrue();
    assertThat(challenges).hasValue(0);
  }

  @Test
  void rolesAreThoseOfTheIdentityAndTwoStarsMeanAnybody() {
    // Servlet 6.0 section 13.3
    var request = request(Optional.of(FakeStrategy.alice()));

    assertThat(request.isUserInRole("customer")).isTrue();
    assertThat(request.isUserInRole("**")).isTrue();
    assertThat(request.isUserInRole("*")).isFalse();
    assertThat(request.isUserInRole("admin")).isFalse();
    assertThat(request.isUserInRole(null)).isFalse();
  }

  @Test
  void aLoginIsSeenAtOnce() throws Exception {
    var request = request(Optional.empty());

    request.login("alice", "right");

    assertThat(request.getRemoteUser()).isEqualTo("alice");
  }

  @Test
  void aLoginIsRefusedWhenItCannotBe() {
    var anonymous = request(Optional.empty());
    var known = request(Optional.of(FakeStrategy.alice()));

    assertThatThrownBy(() -> anonymous.login("alice", "wrong"))
        .isInstanceOf(ServletException.class);
    assertThatThrownBy(() -> anonymous.login(null, "right")).isInstanceOf(ServletException.class);
    assertThatThrownBy(() -> anonymous.login("alice", null)).isInstanceOf(ServletException.class);
    assertThatThrownBy(() -> known.login("alice", "right")).isInstanceOf(ServletException.class);
    response.committed = true;
    assertThatThrownBy(() -> anonymous.login("alice", "right"))
        .isInstanceOf(ServletException.class);
    assertThat(anonymous.getRemoteUser()).isNull();
  }

  @Test
  void noChallengeIsSentOnceTheResponseIsCommitted() {
    response.committed = true;

    assertThatThrownBy(() -> request(Optional.empty()).authenticate(response.asResponse()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void logoutLeavesNobody() {
    var request = request(Optional.of(FakeStrategy.alice()));

    request.logout();

    assertThat(request.getUserPrincipal()).isNull();
  }

  private IdentityRequestWrapper request(Optional<Identity> identity) {
    var presented =
        identity.isEmpty()
            ? new Presented.None()
            : new Presented.One(strategy.known(identity), true);
    var exchange =
        new Exchange(
            strategy,
            FakeCookies.alone(),
            Brought.only(presented),
            response.asResponse(),
            FakeStrategy.NOW,
            FakeEvents.unheard(),
            new AllLogins());
    return new IdentityRequestWrapper(
        untouched(),
        exchange,
        (original, name, password) -> verify(password),
        (original, out) -> challenges.incrementAndGet());
  }

  private static Identity verify(String password) throws ServletException {
    if (!password.equals("right")) {
      throw new ServletException("refused");
    }
    return FakeStrategy.alice();
  }

  private static HttpServletRequest untouched() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            IdentityRequestWrapperTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHeader" -> null;
                  case "getRemoteAddr" -> "192.0.2.7";
                  default -> throw new AssertionError(method);
                });
  }
}
