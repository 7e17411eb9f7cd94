package dev.postern.store.redis;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Sessions on Redis, each a hash that expires by the server's clock. A plain look-up is {@code
 * HGETALL}; the rest are the scripts beside this package, because nothing else can change a hash
 * only if it is there, and with it its expiry. Times are kept to the millisecond. Thread-safe.
 */
final class RedisSessionStore implements SessionStore {

  private static final FindResult ABSENT = new FindResult.Absent();

  private final RedisLink link;
  private final SessionNames names;
  private final KeyChange keyChange;
  private final Clock clock;

  RedisSessionStore(RedisLink link, ConfirmedWrite confirmed, SessionNames names, Clock clock) {
    this.link = link;
    this.names = names;
    this.keyChange =
        link.isSpread()
            ? new ClusterKeyChange(link, confirmed, names)
            : new OneServerKeyChange(link, confirmed, names);
    this.clock = clock;
  }

  @Override
  public CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment) {
    long life = Text.millis(session.expiresAt()) - Text.millis(clock.instant());
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Text.bytes(life));
    arguments.addAll(Fields.of(session, 1));
    List<byte[]> keys = List.of(names.nameOf(key));
    boolean isCreated =
        link.write(
            "create", keys.get(0), wire -> Replies.isYes(Script.CREATE.run(wire, keys, arguments)));
    return isCreated ? CreateResult.CREATED : CreateResult.TAKEN;
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    byte[] name = names.nameOf(key);
    Instant now = clock.instant();
    Stored stored =
        link.read(
            "find",
            name,
            wire ->
                Stored.of(
                    accessedAt.isPresent()
                        ? touch(wire, name, accessedAt.get(), now)
                        : wire.ask(new CommandArguments(Command.HGETALL).key(name))));
    return stored
        .record(now)
        .<FindResult>map(FindResult.Found::new)
        .orElseGet(() -> stored.pointer().map(Pointer::toFindResult).orElse(ABSENT));
  }

  @Override
  public Optional<StoredValue> attribute(SessionKey key, String name) {
    return find(key, Optional.empty()) instanceof FindResult.Found found
        ? Optional.ofNullable(found.session().attributes().get(name))
        : Optional.empty();
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject) {
    return List.of();
  }

  @Override
  public List<StoredSession> takeExpired(int atMost) {
    return List.of();
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    List<byte[]> arguments = Fields.condition(delta, clock.instant());
    arguments.addAll(Fields.change(delta));
    List<byte[]> keys = List.of(names.nameOf(key));
    return link.write(
        "update", keys.get(0), wire -> Replies.updated(Script.UPDATE.run(wire, keys, arguments)));
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment) {
    return keyChange.move(from, to, delta, grace, clock.instant());
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key) {
    return keyChange.delete(key, clock.instant());
  }

  private static Object touch(Wire wire, byte[] name, Instant accessedAt, Instant now) {
    return Script.TOUCH.run(
        wire,
        List.of(name),
        List.of(Text.bytes(Text.millis(now)), Text.bytes(Text.millis(accessedAt))));
  }
}
