package dev.postern.store.hazelcast;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.store.OneTimeUse;
import dev.postern.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Claims as entries of a map of their own, put if there is none. When a claim is over is judged by
 * the time within its bytes. Thread-safe.
 *
 * <p>Round trips: 1 for whoever is first, and for whoever is not; 1 more to follow a claim that is
 * over and not yet forgotten, and when the same claimant asks again.
 */
final class HazelcastOneTimeUse implements OneTimeUse {

  private static final int MOST_ATTEMPTS = 1_000;

  private final Grid grid;
  private final Clock clock;

  HazelcastOneTimeUse(Grid grid, Clock clock) {
    this.grid = grid;
    this.clock = clock;
  }

  @Override
  public String claim(String key, String claimant, Instant until) {
    byte[] mine = encode(claimant, until);
    Instant now = clock.instant();
    Duration life = Duration.between(now, until);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<byte[]> first = grid.putIfAbsent(key, mine, life);
      if (first.isEmpty()) {
        return claimant;
      }
      byte[] bytes = first.get();
      if (!isPast(bytes, now)) {
        return confirmed(key, bytes, claimant, now);
      }
      if (grid.replace(key, bytes, mine, life)) {
        return claimant;
      }
    }
    throw neverFirst();
  }

  /** Put over itself, so that the backup has it too: the earlier answer may have been lost. */
  private String confirmed(String key, byte[] bytes, String claimant, Instant now) {
    String holder = claimantIn(bytes);
    if (holder.equals(claimant)) {
      grid.replace(key, bytes, bytes, Duration.between(now, untilIn(bytes)));
    }
    return holder;
  }

  private static boolean isPast(byte[] bytes, Instant now) {
    return !now.isBefore(untilIn(bytes));
  }

  private static byte[] encode(String claimant, Instant until) {
    byte[] text = claimant.getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length)
        .putLong(until.toEpochMilli())
        .put(text)
        .array();
  }

  private static Instant untilIn(byte[] bytes) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
  }

  private static String claimantIn(byte[] bytes) {
    return new String(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length), UTF_8);
  }

  private static StoreException neverFirst() {
    return new StoreException(
        "hazelcast: a claim was never first",
        new IllegalStateException(MOST_ATTEMPTS + " attempts"));
  }
}
