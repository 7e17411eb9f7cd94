package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.config.TestSettings;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** While an issuer takes its time, its callers do not hold all threads of the container. */
class IssuerKeysTest {

  private static final int CALLERS = 40;

  /** One that fetches, and sixteen that wait for it. */
  private static final int PATIENT = 17;

  private final AtomicInteger served = new AtomicInteger();
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch refused = new CountDownLatch(CALLERS - PATIENT);

  @Test
  void onlyAFewWaitForKeysThatNobodyHas() throws Exception { // ROT-2, ROT-3
    IssuerKeys keys =
        new IssuerKeys(
            TrustedIssuer.ofKeys("shop", URI.create("https://shop.example/keys")),
            TrustedIssuerSettings.from(TestSettings.of(), "us"),
            new Slow(),
            Duration.ofMinutes(10));
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    for (int caller = 0; caller < CALLERS; caller++) {
      callers.execute(() -> ask(keys));
    }

    boolean othersHeardBefore = refused.await(30, TimeUnit.SECONDS);
    answered.countDown();
    callers.shutdown();

    assertThat(othersHeardBefore).isTrue();
    assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(served).hasValue(PATIENT);
  }

  private void ask(IssuerKeys keys) {
    try {
      keys.find("key-1", NOW);
      served.incrementAndGet();
    } catch (KeysUnavailableException e) {
      refused.countDown();
    } catch (RefusedTokenException e) {
      throw new AssertionError(e);
    }
  }

  private final class Slow implements DocumentSource {

    @Override
    public boolean isRemote() {
      return true;
    }

    @Override
    public Map<String, Object> fetch(URI address) {
      try {
        assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      Map<String, Object> key =
          new LinkedHashMap<>(
              RingKey.of(JwsAlgorithm.ES256, NewKey.generate(JwsAlgorithm.ES256, RANDOM))
                  .publicMembers());
      key.put("kid", "key-1");
      return Map.of("keys", List.of(key));
    }
  }
}
