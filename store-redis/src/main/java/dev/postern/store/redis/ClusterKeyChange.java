package dev.postern.store.redis;

import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The keys of a session may be on different servers, so no script can see two of them. A move reads
 * the record, copies it to the new key, which nobody knows yet, and then, in the one step that
 * counts, puts the pointer in the place of the old record if that is still what was read; else the
 * copy is removed and all begins anew. So a move is three trips, and a change or an end that races
 * it is before or after it, never lost. If this node dies between, the copy stays unknown until it
 * expires. An end starts at the record and then buries the keys that lead to it. Thread-safe.
 *
 * @param link for the moves
 * @param confirmed for the ends
 * @param names of the keys
 */
record ClusterKeyChange(RedisLink link, ConfirmedWrite confirmed, SessionNames names)
    implements KeyChange {

  private static final int MAX_ATTEMPTS = 64;
  private static final int MAX_HOPS = 8;

  @Override
  public UpdateResult move(
      SessionKey from, SessionKey to, SessionDelta delta, Grace grace, Instant now) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Stored stored = read(from);
      Optional<UpdateResult> refusal = refusal(stored, delta, now);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      SessionRecord moved = stored.record(now).orElseThrow().with(delta);
      ClusterMove move = new ClusterMove(from, to, moved, stored, grace, now);
      if (!copy(move)) {
        return new UpdateResult.Gone();
      }
      if (leave(move)) {
        repoint(move);
        return new UpdateResult.Saved(moved.version());
      }
      remove(to);
    }
    throw new StoreException(
        "redis: move failed", new JedisException("The session changed all the time."));
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key, Instant now) {
    List<SessionKey> pointers = new ArrayList<>();
    SessionKey current = key;
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      Stored ended = Stored.of(bury(Script.END, current, now));
      if (ended.pointer().isEmpty()) {
        pointers.addAll(ended.earlier(now).keySet());
        pointers.stream().distinct().forEach(pointer -> bury(Script.TOMBSTONE, pointer, now));
        SessionKey last = current;
        return ended.record(now).map(session -> new StoredSession(last, session));
      }
      pointers.add(current);
      current = ended.pointer().get().to();
    }
    throw new StoreException(
        "redis: delete failed", new JedisException("The session moved all the time."));
  }

  private Stored read(SessionKey key) {
    byte[] name = names.nameOf(key);
    return link.read(
        "move", name, wire -> Stored.of(wire.ask(new CommandArguments(Command.HGETALL).key(name))));
  }

  private static Optional<UpdateResult> refusal(Stored stored, SessionDelta delta, Instant now) {
    if (stored.pointer().isPresent()) {
      return Optional.of(new UpdateResult.Moved(stored.pointer().get().to()));
    }
    Optional<SessionRecord> session = stored.record(now);
    if (session.isEmpty()) {
      return Optional.of(new UpdateResult.Gone());
    }
    long version = session.get().version();
    return delta.expectedVersion().orElse(version) == version
        ? Optional.empty()
        : Optional.of(new UpdateResult.Conflict());
  }

  private boolean copy(ClusterMove move) {
    return run("move", Script.CREATE, move.to(), move.copyArguments());
  }

  private boolean leave(ClusterMove move) {
    return run("move", Script.LEAVE, move.from(), move.leaveArguments());
  }

  /** Only makes the way shorter and, after a login, dark from its first step on. */
  private void repoint(ClusterMove move) {
    move.earlier()
        .forEach(earlier -> run("move", Script.REPOINT, earlier, move.repointArguments()));
  }

  private void remove(SessionKey key) {
    byte[] name = names.nameOf(key);
    link.write("move", name, wire -> wire.ask(new CommandArguments(Command.DEL).key(name)));
  }

  private boolean run(String operation, Script script, SessionKey key, List<byte[]> arguments) {
    List<byte[]> keys = List.of(names.nameOf(key));
    return link.write(
        operation, keys.get(0), wire -> Replies.isYes(script.run(wire, keys, arguments)));
  }

  private Object bury(Script script, SessionKey key, Instant now) {
    return confirmed.run(
        "delete",
        script,
        List.of(names.nameOf(key)),
        List.of(Text.bytes(Text.millis(now)), Text.bytes(SessionStore.TOMBSTONE_LIFE.toMillis())));
  }
}
