package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.gate.GatedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Publishes the public keys (RFC 7517 section 8.5.2), open to anyone. They may be kept for a while:
 * a withdrawn key is gone after it (ROT-4), a new one does not sign before (ROT-1), and who meets
 * an unknown key asks again anyway. Thread-safe.
 */
public final class JwksEndpoint implements Endpoint {

  private static final String READING = "GET, HEAD";

  private final JwksSettings settings;
  private final String cachePolicy;
  private final Supplier<String> keys;
  private final Refusals refusals;

  /**
   * The endpoint of one filter.
   *
   * @param cacheLife how long the answer may be kept
   * @param keys the JWK Set of now, public halves only
   */
  public JwksEndpoint(
      JwksSettings settings, Duration cacheLife, Supplier<String> keys, Refusals refusals) {
    this.settings = requireNonNull(settings, "settings");
    this.cachePolicy = "public, max-age=" + cacheLife.toSeconds();
    this.keys = requireNonNull(keys, "keys");
    this.refusals = requireNonNull(refusals, "refusals");
  }

  @Override
  public boolean isFor(GatedRequest asked) {
    return settings.path().filter(asked.path().text()::equals).isPresent();
  }

  @Override
  public void answer(EndpointCall call) throws IOException {
    if (!Set.of("GET", "HEAD").contains(call.asked().method())) {
      refusals.send(Refusal.methodNotAllowed(READING), call.request(), call.response());
      return;
    }
    call.response().setHeader("Cache-Control", cachePolicy);
    Answer.body(call.request(), call.response(), "application/jwk-set+json", keys.get());
  }
}
