package dev.postern.store.redis;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The log of denials as a stream. With each entry a few of the oldest are looked at: what is over
 * is dropped, and what has to be kept is written again at the new end. So the log is never longer
 * than some twice what is valid, and what is younger than {@link #SETTLED}. The log's name stands
 * beside it, so that a log that was lost gets another one. A reader whose last entry was lost is
 * told another one too. Thread-safe.
 */
final class RedisDenylist implements Denylist {

  /** Longer than any node goes without reading; every reader renews it. */
  private static final Duration NAME_LIFE = Duration.ofDays(1);

  /** How old an entry is before it is looked at, and how long it is kept beyond its end. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  /** As many as a server answers in a few milliseconds. */
  private static final int PAGE = 1_000;

  private final RedisLink link;
  private final ConfirmedWrite confirmed;
  private final List<byte[]> keys;
  private final Clock clock;

  RedisDenylist(RedisLink link, ConfirmedWrite confirmed, String app, Clock clock) {
    String prefix = prefixOf(app);
    this.link = link;
    this.confirmed = confirmed;
    this.keys = List.of(Text.bytes(prefix + "denials"), Text.bytes(prefix + "log"));
    this.clock = clock;
  }

  /** The braces keep the log and its name in one slot. */
  static String prefixOf(String app) {
    return "postern:{" + SessionNames.escaped(app) + "}:";
  }

  @Override
  public void append(Denial denial) {
    Duration kept = Duration.between(clock.instant(), denial.until());
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(freshName());
    arguments.add(Text.bytes(Math.max(1, Text.millis(kept))));
    arguments.add(Text.bytes(NAME_LIFE.toMillis()));
    arguments.add(Text.bytes(SETTLED.toMillis()));
    arguments.addAll(DenialForm.fieldsOf(denial));
    confirmed.run("append", Script.APPEND, keys, arguments);
  }

  @Override
  public LogSlice readAfter(LogPosition position) {
    LogPage page = read(position);
    return new LogSlice(page.log(), page.newest(), page.last(), page.denials());
  }

  private LogPage read(LogPosition after) {
    List<byte[]> arguments =
        List.of(
            freshName(),
            Text.bytes(after.major() + "-" + after.minor()),
            Text.bytes(NAME_LIFE.toMillis()),
            Text.bytes(PAGE),
            Text.bytes(SETTLED.toMillis()));
    return link.read(
        "readAfter", keys.get(0), wire -> LogPage.of(Script.LOG.run(wire, keys, arguments)));
  }

  private static byte[] freshName() {
    return Text.bytes(UUID.randomUUID().toString());
  }
}
