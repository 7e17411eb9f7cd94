package dev.postern.token;

import static dev.postern.token.TokenFixture.ALICE;
import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.config.RandomSecrets;
import dev.postern.store.contract.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T1: the key changes every few seconds while two nodes are busy, and no good token is refused. */
class RotationUnderLoadTest {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_PER_KEY = 5;
  private static final int ROTATIONS = 20;
  private static final KeySettings TIMES =
      new KeySettings(Duration.ofSeconds(10), TICK, Optional.empty(), RandomSecrets.ofAppSecret());

  @TempDir private Path directory;

  private final MutableClock clock = new MutableClock(NOW);
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger good = new AtomicInteger();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  @Test
  void aKeyThatChangesEveryFewSecondsRefusesNoGoodToken() throws Exception { // ROT-1
    NewKeyFiles files = new NewKeyFiles(directory, RANDOM);
    files.writeSecretUnlessThere();
    files.writeKey("0.jwk", JwsAlgorithm.ES256, NOW);
    List<KeySource> nodes = List.of(node(), node());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> load = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      KeySource mine = nodes.get(thread % 2);
      KeySource other = nodes.get((thread + 1) % 2);
      load.add(threads.submit(() -> issueAndVerify(mine, other)));
    }

    for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
      rotate(files, rotation);
      for (int tick = 0; tick < TICKS_PER_KEY; tick++) {
        int before = good.get();
        clock.advance(TICK);
        awaitWork(before);
      }
    }
    over.set(true);
    for (Future<?> each : load) {
      each.get();
    }
    threads.shutdown();

    assertThat(refused).isEmpty();
    Instant now = clock.instant();
    assertThat(nodes.get(0).at(now).keyIds(now)).hasSizeBetween(5, ROTATIONS);
  }

  /** Each file is there ten seconds before it signs, and taken away when its tokens are over. */
  private void rotate(NewKeyFiles files, int rotation) throws IOException {
    files.writeKey(
        rotation + ".jwk", JwsAlgorithm.ES256, clock.instant().plus(TIMES.publishBefore()));
    if (rotation > 10) {
      Files.deleteIfExists(directory.resolve((rotation - 11) + ".jwk"));
    }
  }

  private void issueAndVerify(KeySource mine, KeySource other) {
    JwtProfile profile =
        new JwtProfile(
            "us", "us", Duration.ofSeconds(2), Duration.ofSeconds(10), TokenFormat.JWS, 8192);
    JwtIssuer issuer = new JwtIssuer(mine, profile, RANDOM);
    JwtVerifier here = new JwtVerifier(mine, profile);
    JwtVerifier there = new JwtVerifier(other, profile);
    Deque<JwtIssuer.Issued> kept = new ArrayDeque<>();
    while (!over.get()) {
      Instant now = clock.instant();
      JwtIssuer.Issued fresh = issuer.issue(TokenType.ACCESS, ALICE, now, now.plusSeconds(10));
      verify(there, fresh.text(), now);
      if (kept.size() < 20) {
        kept.add(fresh);
      }
      Instant later = clock.instant();
      kept.removeIf(old -> !later.isBefore(old.expiresAt()));
      kept.forEach(old -> verify(here, old.text(), later));
      kept.forEach(old -> verify(there, old.text(), later));
    }
  }

  private void verify(JwtVerifier verifier, String token, Instant now) {
    JwtResult result = verifier.verify(token, TokenType.ACCESS, now);
    if (result instanceof JwtResult.Refused no) {
      refused.add(no.problem().name());
    } else {
      good.incrementAndGet();
    }
  }

  private void awaitWork(int before) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (good.get() < before + 8 && System.nanoTime() < end) {
      // So that the threads of the load get on.
      Thread.sleep(1);
    }
    assertThat(good.get()).isGreaterThanOrEqualTo(before + 8);
  }

  private KeySource node() {
    return new WatchedKeys(new KeyDirectory(directory, JwsAlgorithm.ES256), TIMES);
  }
}
