package dev.postern.store.redis;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sessions on Redis, each a hash under one key. What a command cannot do in one step is done by the
 * scripts beside this package: a change only if the record is there, and its expiry with it; a
 * look-up that leaves large attributes where they are. Times are kept to the millisecond.
 * Thread-safe.
 */
final class RedisSessionStore implements SessionStore {

  private static final FindResult ABSENT = new FindResult.Absent();
  private static final int MAX_HOPS = 8;

  private final RedisLink link;
  private final SessionNames names;
  private final Schedule schedule;
  private final Filing filing;
  private final Clock clock;

  RedisSessionStore(RedisLink link, ConfirmedWrite confirmed, SessionNames names, Clock clock) {
    this.link = link;
    this.names = names;
    this.schedule = Schedule.of(link, names);
    this.filing =
        link.isSpread()
            ? new ClusterFiling(link, confirmed, names, schedule, new ClusterIndex(link, names))
            : new OneServerFiling(link, confirmed, names, schedule);
    this.clock = clock;
  }

  @Override
  public CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment) {
    return filing.create(key, session, enrolment, clock.instant());
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    List<byte[]> keys = List.of(names.nameOf(key));
    Instant now = clock.instant();
    List<byte[]> arguments =
        List.of(
            Text.bytes(Text.millis(now)),
            accessedAt.map(access -> Text.bytes(Text.millis(access))).orElse(Text.EMPTY));
    Stored stored =
        link.read("find", keys.get(0), wire -> Stored.of(Script.FIND.run(wire, keys, arguments)));
    return stored
        .record(now)
        .<FindResult>map(FindResult.Found::new)
        .orElseGet(() -> withoutRecord(stored, now));
  }

  @Override
  public Optional<StoredValue> attribute(SessionKey key, String name) {
    Instant now = clock.instant();
    SessionKey current = key;
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      Stored stored = read(current, Fields.withAttribute(name));
      if (stored.pointer().isEmpty()) {
        return stored
            .record(now)
            .flatMap(session -> Optional.ofNullable(session.attributes().get(name)));
      }
      current = stored.pointer().get().to();
    }
    throw new StoreException(
        "redis: attribute failed", new JedisException("The session moved all the time."));
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    return filing.update(key, delta, clock.instant());
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment) {
    return filing.move(from, to, delta, grace, enrolment, clock.instant());
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key) {
    return supersede(key, Duration.ZERO);
  }

  @Override
  public Optional<StoredSession> supersede(SessionKey key, Duration grace) {
    return filing.end(key, grace, clock.instant());
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject) {
    return filing.findBySubject(subject, clock.instant());
  }

  @Override
  public List<StoredSession> takeExpired(int atMost) {
    return schedule.takeExpired(atMost, clock.instant());
  }

  private static FindResult withoutRecord(Stored stored, Instant now) {
    return stored.isSuperseded(now)
        ? new FindResult.Superseded()
        : stored.pointer().map(Pointer::toFindResult).orElse(ABSENT);
  }

  private Stored read(SessionKey key, List<String> fields) {
    byte[] name = names.nameOf(key);
    CommandArguments read = new CommandArguments(Command.HMGET).key(name);
    fields.forEach(read::add);
    return link.read("attribute", name, wire -> Stored.of(fields, wire.ask(read)));
  }
}
