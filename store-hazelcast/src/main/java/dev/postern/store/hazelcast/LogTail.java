package dev.postern.store.hazelcast;

import dev.postern.store.Denial;
import dev.postern.store.LogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The newest entries of the log, up to {@link #PAGE}; with the page full it stays, under its
 * number, and the next tail begins. Immutable and thread-safe.
 *
 * @param log the identity that readers are told
 * @param origin the identity the log was begun with; its pages are filed under it
 * @param first the number of the first entry here, 1 or a page's size further each time
 * @param denials in the order they were appended
 */
record LogTail(String log, String origin, long first, List<Denial> denials) {

  static final int PAGE = 64;

  /** What a position tells of entries that nobody can look up any more. */
  private static final long UNKNOWN = 0;

  /** Odd, so that no two digests become one; from the golden ratio (Knuth, TAOCP 3, 6.4). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  LogTail {
    denials = List.copyOf(denials);
  }

  static LogTail begin() {
    String name = UUID.randomUUID().toString();
    return new LogTail(name, name, 1, List.of());
  }

  boolean isFull() {
    return denials.size() >= PAGE;
  }

  /** The number of the newest entry, 0 if there never was one. */
  long newest() {
    return first + denials.size() - 1;
  }

  /** The tail with one more entry; of a full one, its successor. */
  LogTail with(Denial denial) {
    if (isFull()) {
      return new LogTail(log, origin, first + PAGE, List.of(denial));
    }
    List<Denial> more = new ArrayList<>(denials);
    more.add(denial);
    return new LogTail(log, origin, first, more);
  }

  /** The same log under another identity, so that every node writes its own copy again. */
  LogTail renamed() {
    return new LogTail(UUID.randomUUID().toString(), origin, first, denials);
  }

  /** Those with a greater number. */
  List<Denial> after(long number) {
    int from = (int) Math.min(Math.max(0, number - first + 1), denials.size());
    return denials.subList(from, denials.size());
  }

  /** That of the newest entry. */
  LogPosition position() {
    return newest() == 0 ? LogPosition.START : new LogPosition(newest(), digest(denials.size()));
  }

  /** That of an entry on a page that is not there any more. */
  static LogPosition positionOfForgotten(long number) {
    return new LogPosition(number, UNKNOWN);
  }

  /**
   * Whether the entry at a position on this page is the one that was read there, and those before
   * it on the page are. A tail that lost its latest entries has others in their places by and by.
   */
  boolean holds(LogPosition position) {
    long count = position.major() - first + 1;
    return count <= denials.size()
        && (position.minor() == UNKNOWN || position.minor() == digest((int) count));
  }

  private long digest(int count) {
    long digest = 1;
    for (Denial denial : denials.subList(0, count)) {
      digest = (digest + denial.hashCode()) * SPREAD;
    }
    return digest == UNKNOWN ? 1 : digest;
  }

  /** When the last of them may be forgotten. */
  Instant end(Instant now) {
    return denials.stream().map(Denial::until).reduce(now, (a, b) -> a.isAfter(b) ? a : b);
  }

  String pageKey() {
    return pageKey(first);
  }

  /** Where the page is filed that begins with this number, once it is full. */
  String pageKey(long firstOfPage) {
    return "page:" + origin + ":" + (firstOfPage - 1) / PAGE;
  }

  /** The first number of the page that has this entry. */
  static long firstOfPageWith(long number) {
    return number - Math.floorMod(number - 1, (long) PAGE);
  }
}
