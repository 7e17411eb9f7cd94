package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogoutEndpointTest {

  private static final LoginSettings SETTINGS =
      new LoginSettings(
          Optional.empty(), Optional.of("/sign-in"), "/", Optional.of("/logout"), "/bye");

  private final EndpointBench bench = new EndpointBench();
  private final LogoutEndpoint endpoint = new LogoutEndpoint(SETTINGS, bench.refusals(SETTINGS));

  @Test
  void aProgramIsLoggedOutWithNothingMoreToSay() throws IOException {
    bench.ask(endpoint, post().header("Cookie", "__Host-parcels-fake=abc"));

    assertThat(bench.response.status()).isEqualTo(204);
    assertThat(bench.response.header("Set-Cookie"))
        .startsWith("__Host-parcels-fake=;")
        .contains("Max-Age=0");
    assertThat(bench.response.header("Cache-Control")).contains("no-store");
    assertThat(bench.strategy.events).containsExactly("logout", "commit");
  }

  @Test
  void aFormLeadsToThePageAfterTheLogout() throws IOException {
    bench.ask(endpoint, post().header("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(bench.response.status()).isEqualTo(303);
    assertThat(bench.response.header("Location")).isEqualTo("/parcels/bye");
  }

  @Test
  void aBrowserLeadsThereToo() throws IOException {
    bench.ask(endpoint, post().fromBrowser());

    assertThat(bench.response.status()).isEqualTo(303);
  }

  @Test
  void whoIsNotLoggedInGetsTheSameAnswer() throws IOException {
    bench.ask(endpoint, post());

    assertThat(bench.response.status()).isEqualTo(204);
  }

  @Test
  void aGetLogsNobodyOut() throws IOException {
    bench.ask(endpoint, FakeRequest.get("/logout").header("Cookie", "__Host-parcels-fake=abc"));

    assertThat(bench.response.status()).isEqualTo(405);
    assertThat(bench.response.header("Allow")).isEqualTo("POST");
    assertThat(bench.strategy.events).isEmpty();
  }

  @Test
  void aLogoutThatCouldNotBeConfirmedIsToldAndClearsNoCookie() {
    bench.strategy.broken = true;

    assertThatThrownBy(
            () -> bench.ask(endpoint, post().header("Cookie", "__Host-parcels-fake=abc")))
        .isInstanceOf(StoreException.class);
    assertThat(bench.response.headers("Set-Cookie")).isEmpty();
  }

  @Test
  void withoutALogoutPathItAnswersNothing() {
    LoginSettings none =
        new LoginSettings(Optional.empty(), Optional.empty(), "/", Optional.empty(), "/");

    assertThat(new LogoutEndpoint(none, bench.refusals(none)).isFor(post().gated())).isFalse();
    assertThat(endpoint.isFor(post().gated())).isTrue();
  }

  private static FakeRequest post() {
    return FakeRequest.of("POST", "/logout");
  }
}
