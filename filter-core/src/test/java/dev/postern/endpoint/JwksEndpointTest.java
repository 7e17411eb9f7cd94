package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JwksEndpointTest {

  private static final String PATH = "/.well-known/jwks.json";

  private final EndpointBench bench = new EndpointBench();
  private final JwksEndpoint endpoint =
      new JwksEndpoint(
          new JwksSettings(Optional.of(PATH)),
          Duration.ofMinutes(5),
          () -> "{\"keys\":[]}",
          bench.refusals(
              new LoginSettings(Optional.empty(), Optional.empty(), "/", Optional.empty(), "/")));

  @Test
  void anyoneReadsTheKeys() throws IOException {
    bench.ask(endpoint, FakeRequest.get(PATH));

    assertThat(bench.response.status()).isEqualTo(200);
    assertThat(bench.response.header("Content-Type")).isEqualTo("application/jwk-set+json");
    assertThat(bench.response.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(bench.response.body()).isEqualTo("{\"keys\":[]}");
    assertThat(bench.strategy.events).isEmpty();
  }

  @Test
  void headHasNoBody() throws IOException {
    bench.ask(endpoint, FakeRequest.of("HEAD", PATH));

    assertThat(bench.response.status()).isEqualTo(200);
    assertThat(bench.response.body()).isEmpty();
  }

  @Test
  void nobodyWritesThem() throws IOException {
    bench.ask(endpoint, FakeRequest.of("PUT", PATH));

    assertThat(bench.response.status()).isEqualTo(405);
    assertThat(bench.response.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void itIsForItsOwnPathOnly() {
    assertThat(endpoint.isFor(FakeRequest.get(PATH).gated())).isTrue();
    assertThat(endpoint.isFor(FakeRequest.get(PATH + "/x").gated())).isFalse();
  }
}
