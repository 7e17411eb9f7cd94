package dev.postern.store.redis;

import dev.postern.store.SessionKey;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * What came of looking at some sessions whether they have ended. Not thread-safe; lives as long as
 * the call that looks.
 */
final class Claims {

  private final List<StoredSession> taken = new ArrayList<>();
  private final List<byte[]> settled = new ArrayList<>();
  private final Map<SessionKey, SubjectKey> enrolled = new HashMap<>();
  private final long now;
  private int passedOver;

  Claims(Instant now) {
    this.now = Text.millis(now);
    settled.add(Text.bytes(this.now));
  }

  /** Takes one reply of {@code claim.lua}: the fields, nothing there, or a later end. */
  void add(SessionKey key, Object reply) {
    if (reply instanceof List<?> fields) {
      Stored stored = Stored.of(fields);
      stored.session().ifPresent(session -> taken.add(new StoredSession(key, session)));
      stored.subject().ifPresent(subject -> enrolled.put(key, subject));
      settle(key, Text.EMPTY);
    } else if (reply instanceof Long end && end == 0) {
      settle(key, Text.EMPTY);
    } else if (reply instanceof Long end && end > now) {
      settle(key, Text.bytes(end));
    } else {
      passedOver++;
    }
  }

  private void settle(SessionKey key, byte[] next) {
    settled.add(Text.bytes(key.value()));
    settled.add(next);
  }

  /** Those that have ended, now ours. */
  List<StoredSession> taken() {
    return taken;
  }

  /** What {@code settle.lua} is given. */
  List<byte[]> settled() {
    return settled;
  }

  /** How many stay in the schedule as they were: their end has not come by the server's time. */
  int passedOver() {
    return passedOver;
  }

  /** Takes those that have ended from their subjects. */
  List<KeyedCommand> struckOff(SessionNames names) {
    List<KeyedCommand> commands = new ArrayList<>();
    enrolled.forEach(
        (key, subject) -> {
          byte[] name = names.nameOf(subject);
          commands.add(
              new KeyedCommand(
                  name, new CommandArguments(Command.ZREM).key(name).add(key.value())));
        });
    return commands;
  }
}
