package dev.postern.store.redis;

import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * When to look whether a session has ended by time. A session is noted once, with the earliest time
 * it may end; that it was used meanwhile shows when it is looked at, and it is noted anew. So using
 * it costs nothing more. Whether it has ended, and who is given it, is decided at the session
 * itself, in one step: what stands in the schedule may be wrong, but never makes anything end.
 *
 * <p>On a cluster in parts, so that it does not burden one node alone. Thread-safe.
 *
 * @param link to the sessions
 * @param names of the keys
 * @param shards how many parts
 */
record Schedule(RedisLink link, SessionNames names, int shards) {

  private static final int SHARDS_OF_A_CLUSTER = 16;
  private static final int PAGE = 50;
  private static final String OPERATION = "takeExpired";

  static Schedule of(RedisLink link, SessionNames names) {
    return new Schedule(link, names, link.isSpread() ? SHARDS_OF_A_CLUSTER : 1);
  }

  /** The part that has this session; the same on every node. */
  byte[] nameFor(SessionKey key) {
    return names.schedule(Math.floorMod(key.value().hashCode(), shards));
  }

  /** Has the session looked at then, or earlier if that was asked before. */
  void note(String operation, SessionKey key, Instant end, Instant now) {
    List<byte[]> keys = List.of(nameFor(key));
    List<byte[]> arguments =
        List.of(
            Text.bytes(Text.millis(now)), Text.bytes(key.value()), Text.bytes(Text.millis(end)));
    link.write(operation, keys.get(0), wire -> Script.NOTE.run(wire, keys, arguments));
  }

  /**
   * As {@link dev.postern.store.SessionStore#takeExpired}. What was taken before something failed
   * is given all the same, since nobody will be given it again.
   */
  List<StoredSession> takeExpired(int atMost, Instant now) {
    List<StoredSession> taken = new ArrayList<>();
    Optional<StoreException> failure = Optional.empty();
    for (int shard = 0; shard < shards && taken.size() < atMost; shard++) {
      try {
        takeFrom(names.schedule(shard), atMost, taken, now);
      } catch (StoreException e) {
        failure = Optional.of(e);
      }
    }
    if (taken.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return taken;
  }

  private void takeFrom(byte[] shard, int atMost, List<StoredSession> taken, Instant now) {
    int passedOver = 0;
    while (taken.size() < atMost) {
      List<SessionKey> due = due(shard, passedOver, Math.min(PAGE, atMost - taken.size()), now);
      if (due.isEmpty()) {
        return;
      }
      Claims claims = claim(due, now);
      taken.addAll(claims.taken());
      passedOver += claims.passedOver();
      List<byte[]> keys = List.of(shard);
      link.write(OPERATION, shard, wire -> Script.SETTLE.run(wire, keys, claims.settled()));
      link.tryEach(claims.struckOff(names));
    }
  }

  private List<SessionKey> due(byte[] shard, int passedOver, int most, Instant now) {
    CommandArguments range =
        new CommandArguments(Command.ZRANGE)
            .key(shard)
            .add("-inf")
            .add(Text.millis(now))
            .add("BYSCORE")
            .add("LIMIT")
            .add(passedOver)
            .add(most);
    List<?> members = (List<?>) link.read(OPERATION, shard, wire -> wire.ask(range));
    return members.stream().map(member -> new SessionKey(Text.string((byte[]) member))).toList();
  }

  private Claims claim(List<SessionKey> due, Instant now) {
    List<byte[]> arguments = List.of(Text.bytes(Text.millis(now)));
    List<KeyedCommand> commands =
        due.stream()
            .map(names::nameOf)
            .map(name -> new KeyedCommand(name, Script.CLAIM.byHash(List.of(name), arguments)))
            .toList();
    List<Object> replies = link.tryEach(commands);
    Claims claims = new Claims(now);
    for (int i = 0; i < due.size(); i++) {
      Object reply = replies.get(i);
      byte[] name = commands.get(i).key();
      claims.add(
          due.get(i),
          reply instanceof JedisNoScriptException
              ? link.write(
                  OPERATION, name, wire -> Script.CLAIM.run(wire, List.of(name), arguments))
              : reply);
    }
    return claims;
  }
}
