package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Those who visit one site while its store is lost, and how long they wait. Thread-safe. */
record Crowd(int port) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SINGLE_VISITS = 9;

  /** Whoever logs in here, as soon as that is possible. */
  Visitor loggedIn(String path) {
    List<Visitor> visitors = new ArrayList<>();
    await(
        () -> {
          stranger().loggedIn(path).ifPresent(visitors::add);
          return !visitors.isEmpty();
        });
    return visitors.get(0);
  }

  Visitor stranger() {
    return Visitor.stranger(port);
  }

  /** All at the same moment. */
  static <T> List<T> together(List<Callable<T>> visits) {
    try (Race race = new Race()) {
      return race.run(visits);
    }
  }

  /** Some, one after the other. */
  static List<Visitor.Visit> visits(Visitor visitor, String path) {
    return Stream.generate(() -> visitor.get(path)).limit(SINGLE_VISITS).toList();
  }

  /** Until then the visitor is told to come back, and nothing else. */
  static Duration timeUntilServed(Visitor visitor) {
    long start = System.nanoTime();
    await(
        () -> {
          Visitor.Visit visit = visitor.get("/session/in");
          assertThat(visit.status()).isIn(200, 503);
          return visit.body().equals("alice");
        });
    return Duration.ofNanos(System.nanoTime() - start);
  }

  static Duration longest(List<Visitor.Visit> visits) {
    return visits.stream().map(Visitor.Visit::took).max(Duration::compareTo).orElseThrow();
  }

  static Duration median(List<Visitor.Visit> visits) {
    return medianOf(visits.stream().map(Visitor.Visit::took).toList());
  }

  static Duration medianOf(List<Duration> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  static void await(BooleanSupplier condition) {
    Clock clock = Clock.systemUTC();
    var deadline = clock.instant().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(clock.instant()).isBefore(deadline);
      pause();
    }
  }

  /** Between two looks at a real server, which announces nothing. */
  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }
}
