package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gate.RequestFake;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportsTest {

  private static final CookieTransport COOKIE =
      new CookieTransport(new CookieSettings("__Host-app", SameSite.LAX, false));
  private static final BearerTransport BEARER = new BearerTransport();

  private final Transports both = new Transports(List.of(COOKIE, BEARER));

  @Test
  void nothingPresentedIsNone() {
    assertThat(both.read(RequestFake.of("/").gated())).isEqualTo(new Presented.None());
  }

  @Test
  void headerAloneIsNotFromACookie() {
    assertThat(both.read(bearer("abc").gated())).isEqualTo(new Presented.One("abc", false));
  }

  @Test
  void cookieAloneIsFromACookie() {
    var request = RequestFake.of("/").header("Cookie", "__Host-app=abc");

    assertThat(both.read(request.gated())).isEqualTo(new Presented.One("abc", true));
  }

  @Test
  void differentCredentialsAreAmbiguous() { // BR-1
    assertThat(both.read(bearer("abc").header("Cookie", "__Host-app=def").gated()))
        .isEqualTo(new Presented.Ambiguous("different-credentials"));
  }

  @Test
  void sameCredentialTwiceIsOneAndStillFromACookie() { // BR-1, CS-1
    assertThat(both.read(bearer("abc").header("Cookie", "__Host-app=abc").gated()))
        .isEqualTo(new Presented.One("abc", true));
  }

  @Test
  void duplicateCookieIsAmbiguousBesideAHeader() { // CK-3
    var request = bearer("abc").header("Cookie", "__Host-app=abc; __Host-app=abc");

    assertThat(both.read(request.gated()))
        .isEqualTo(new Presented.Ambiguous("duplicate-credential-cookie"));
    assertThat(new Transports(List.of(BEARER, COOKIE)).read(request.gated()))
        .isEqualTo(new Presented.Ambiguous("duplicate-credential-cookie"));
  }

  @Test
  void closedWayIsNotRead() {
    var request = bearer("abc").header("Cookie", "__Host-app=def");

    assertThat(new Transports(List.of(BEARER)).read(request.gated()))
        .isEqualTo(new Presented.One("abc", false));
  }

  @Test
  void onlyTheCookieIsWrittenAndCleared() {
    ResponseFake response = new ResponseFake();

    both.write(response.response(), "abc", Duration.ofMinutes(5));
    both.clear(response.response());

    assertThat(response.headers()).hasSize(2);
  }

  @Test
  void noWayAtAllIsRefused() {
    assertThatThrownBy(() -> new Transports(List.of()))
        .hasMessage("A credential needs at least one transport.");
  }

  private static RequestFake bearer(String token) {
    return RequestFake.of("/").header("Authorization", "Bearer " + token);
  }
}
