package dev.postern.store.hazelcast;

import dev.postern.store.Denial;
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

  /** The first number of the page that has the entry after this one. */
  static long firstOfPageAfter(long number) {
    return number - Math.floorMod(number, (long) PAGE) + 1;
  }
}
