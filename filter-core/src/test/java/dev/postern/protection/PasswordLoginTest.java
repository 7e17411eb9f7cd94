package dev.postern.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.TestSettings;
import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordLoginTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Identity ALICE =
      Identity.ofPassword("alice", Set.of("customer"), Instant.EPOCH);

  private final AtomicInteger checked = new AtomicInteger();
  private final CredentialVerifier verifier =
      (username, password) -> {
        checked.incrementAndGet();
        return password.equals("right") ? Optional.of(ALICE) : Optional.empty();
      };
  private final PasswordLogin login = login(100);

  @Test
  void rightPasswordIsVerified() {
    assertThat(attempt("alice", "right", "10.0.0.1", NOW))
        .isEqualTo(new LoginResult.Verified(ALICE));
  }

  @Test
  void wrongPasswordAndUnknownUserAreTheSameAnswer() {
    assertThat(attempt("alice", "wrong", "10.0.0.1", NOW)).isEqualTo(new LoginResult.Refused());
    assertThat(attempt("nobody", "wrong", "10.0.0.1", NOW)).isEqualTo(new LoginResult.Refused());
  }

  @Test
  void sixthAttemptAtAnAccountIsNotLookedAt() {
    failFiveTimes("alice");

    assertThat(attempt("alice", "right", "10.9.9.9", NOW.plusSeconds(60)))
        .isEqualTo(new LoginResult.Throttled(Duration.ofMinutes(14)));
    assertThat(checked).hasValue(5);
  }

  @Test
  void waitingExactlyAsLongAsSaidIsEnough() {
    failFiveTimes("alice");

    assertThat(attempt("alice", "right", "10.9.9.9", NOW.plus(WINDOW).minusMillis(1)))
        .isEqualTo(new LoginResult.Throttled(Duration.ofMillis(1)));
    assertThat(attempt("alice", "right", "10.9.9.9", NOW.plus(WINDOW)))
        .isEqualTo(new LoginResult.Verified(ALICE));
  }

  @Test
  void refusedAttemptsDoNotProlongTheWait() {
    failFiveTimes("alice");
    for (int i = 0; i < 1000; i++) {
      attempt("alice", "wrong", "10.0.1.1", NOW.plusSeconds(800));
    }

    assertThat(attempt("alice", "right", "10.9.9.9", NOW.plus(WINDOW)))
        .isEqualTo(new LoginResult.Verified(ALICE));
  }

  @Test
  void clockSetBackDoesNotProlongTheWaitBeyondTheWindow() { // A14
    failFiveTimes("alice");

    Instant back = NOW.minus(Duration.ofDays(1));
    assertThat(attempt("alice", "right", "10.9.9.9", back))
        .isEqualTo(new LoginResult.Throttled(WINDOW));
    assertThat(attempt("alice", "right", "10.9.9.9", back.plus(WINDOW)))
        .isEqualTo(new LoginResult.Verified(ALICE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALICE", " alice ", "Alice", "\uff41lice"})
  void anotherSpellingOfTheNameIsTheSameAccount(String spelling) {
    failFiveTimes("alice");

    assertThat(attempt(spelling, "right", "10.9.9.9", NOW))
        .isInstanceOf(LoginResult.Throttled.class);
  }

  @Test
  void otherAccountsGoOn() {
    failFiveTimes("alice");

    assertThat(attempt("bob", "right", "10.0.0.1", NOW)).isEqualTo(new LoginResult.Verified(ALICE));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1, 10.0.0.2, false",
    "2001:db8::1, 2001:db8:0:0:ffff::2, true",
    "2001:db8::1, 2001:db8:0:1::1, false",
    "fe80::1%eth0, fe80::2%eth1, true",
    "::ffff:10.0.0.1, 10.0.0.1, true",
    "unknown, unknown, true",
    "'', '', true"
  })
  void addressThatGuessesForManyAccountsIsStopped(String first, String second, boolean same) {
    for (int i = 0; i < 50; i++) {
      attempt("user" + i, "wrong", first, NOW);
    }

    assertThat(attempt("alice", "right", second, NOW))
        .isEqualTo(same ? new LoginResult.Throttled(WINDOW) : new LoginResult.Verified(ALICE));
  }

  @Test
  void rightPasswordsInBetweenNeitherCountNorForgive() {
    for (int i = 0; i < 4; i++) {
      attempt("alice", "wrong", "10.0.0.1", NOW);
      attempt("alice", "right", "10.0.0.1", NOW);
    }

    assertThat(attempt("alice", "wrong", "10.0.0.1", NOW)).isEqualTo(new LoginResult.Refused());
    assertThat(attempt("alice", "right", "10.0.0.1", NOW))
        .isInstanceOf(LoginResult.Throttled.class);
  }

  @Test
  void outageDoesNotCount() {
    CredentialVerifier down =
        (username, password) -> {
          throw new VerifierUnavailableException("realm", new IllegalStateException());
        };

    for (int i = 0; i < 200; i++) {
      assertThatThrownBy(() -> login.attempt(down, "alice", "x", "10.0.0.1", NOW))
          .isInstanceOf(VerifierUnavailableException.class);
    }
    assertThat(attempt("alice", "right", "10.0.0.1", NOW))
        .isEqualTo(new LoginResult.Verified(ALICE));
  }

  @Test
  void verifierThatBreaksCountsAsAWrongPassword() {
    CredentialVerifier broken =
        (username, password) -> {
          throw new IllegalStateException();
        };

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> login.attempt(broken, "alice", "x", "10.0.0.1", NOW))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(attempt("alice", "right", "10.0.0.1", NOW))
        .isInstanceOf(LoginResult.Throttled.class);
  }

  @Test
  void hundredParallelGuessesCheckFivePasswords() throws Exception {
    List<LoginResult> results =
        inParallel(100, i -> attempt("alice", "wrong", "10.0." + i + ".1", NOW));

    assertThat(checked).hasValueLessThanOrEqualTo(5);
    assertThat(results).filteredOn(new LoginResult.Refused()::equals).hasSize(checked.get());
    assertThat(results)
        .hasOnlyElementsOfTypes(LoginResult.Refused.class, LoginResult.Throttled.class);
  }

  @Test
  void placesTakenInParallelAreAllGivenBack() throws Exception {
    inParallel(100, i -> attempt("alice", "right", "10.0.0.1", NOW));

    for (int i = 0; i < 5; i++) {
      assertThat(attempt("alice", "wrong", "10.0.0.1", NOW)).isEqualTo(new LoginResult.Refused());
    }
    assertThat(attempt("alice", "wrong", "10.0.0.1", NOW))
        .isInstanceOf(LoginResult.Throttled.class);
  }

  @Test
  void floodOfNamesDoesNotMakeItForgetAVictim() {
    failFiveTimes("alice");
    for (int i = 0; i < 20_000; i++) {
      attempt("flood" + i, "wrong", "10." + i % 250 + "." + i / 250 + ".1", NOW);
    }

    assertThat(attempt("alice", "right", "10.9.9.9", NOW))
        .isInstanceOf(LoginResult.Throttled.class);
    assertThat(attempt("innocent", "right", "192.168.0.1", NOW))
        .isEqualTo(new LoginResult.Verified(ALICE));
  }

  @Test
  void stormOfLoginsLeavesProcessorsForOthers() throws Exception { // L3
    PasswordLogin narrow = login(2);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    CredentialVerifier slow =
        (username, password) -> {
          inside.incrementAndGet();
          awaitQuietly(release);
          return Optional.of(ALICE);
        };
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Future<LoginResult>> results = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      String name = "user" + i;
      results.add(threads.submit(() -> narrow.attempt(slow, name, "right", "10.0.0.1", NOW)));
    }
    awaitBusy(results, 18);
    release.countDown();
    threads.shutdown();

    assertThat(resultsOf(results)).filteredOn(LoginResult.Verified.class::isInstance).hasSize(2);
    assertThat(inside).hasValue(2);
    assertThat(narrow.attempt(verifier, "user1", "right", "10.0.0.1", NOW))
        .isEqualTo(new LoginResult.Verified(ALICE));
  }

  private void failFiveTimes(String account) {
    for (int i = 0; i < 5; i++) {
      assertThat(attempt(account, "wrong", "10.0.0.1", NOW)).isEqualTo(new LoginResult.Refused());
    }
  }

  private LoginResult attempt(String name, String password, String address, Instant now) {
    return login.attempt(verifier, name, password, address, now);
  }

  private static PasswordLogin login(int maxConcurrent) {
    ThrottleSettings settings = ThrottleSettings.from(TestSettings.of());
    LoginThrottle throttle = new LoginThrottle(settings, new SecureRandom());
    return new PasswordLogin(throttle, maxConcurrent, Duration.ofMillis(50));
  }

  private static List<LoginResult> inParallel(int count, Numbered numbered) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<LoginResult>> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      Callable<LoginResult> task =
          () -> {
            start.await();
            return numbered.run(number);
          };
      results.add(threads.submit(task));
    }
    start.countDown();
    threads.shutdown();
    return resultsOf(results);
  }

  private static List<LoginResult> resultsOf(List<Future<LoginResult>> futures) throws Exception {
    List<LoginResult> results = new ArrayList<>();
    for (Future<LoginResult> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  private static void awaitBusy(List<Future<LoginResult>> results, int count) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (results.stream().filter(Future::isDone).count() < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Numbered {
    LoginResult run(int number);
  }
}
