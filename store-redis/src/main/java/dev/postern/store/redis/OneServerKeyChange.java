package dev.postern.store.redis;

import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All keys are on one server: each operation is one script. Thread-safe.
 *
 * @param link for the moves
 * @param confirmed for the ends
 * @param names of the keys
 */
record OneServerKeyChange(RedisLink link, ConfirmedWrite confirmed, SessionNames names)
    implements KeyChange {

  @Override
  public UpdateResult move(
      SessionKey from, SessionKey to, SessionDelta delta, Grace grace, Instant now) {
    List<byte[]> arguments = Fields.condition(delta, now);
    arguments.add(Text.bytes(Text.millis(grace.length())));
    arguments.add(Text.bytes(Pointer.flag(grace.readable())));
    arguments.add(Text.bytes(names.prefix()));
    arguments.add(Text.bytes(from.value()));
    arguments.add(Text.bytes(to.value()));
    arguments.addAll(Fields.change(delta));
    List<byte[]> keys = List.of(names.nameOf(from), names.nameOf(to));
    return link.write(
        "move", keys.get(0), wire -> Replies.updated(Script.MOVE.run(wire, keys, arguments)));
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key, Instant now) {
    List<byte[]> arguments =
        List.of(
            Text.bytes(Text.millis(now)),
            Text.bytes(SessionStore.TOMBSTONE_LIFE.toMillis()),
            Text.bytes(names.prefix()));
    Object fields = confirmed.run("delete", Script.DELETE, List.of(names.nameOf(key)), arguments);
    return Stored.of(fields).record(now).map(ended -> new StoredSession(key, ended));
  }
}
