package dev.postern.store.redis;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import dev.postern.store.redis.ClusterIndex.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The keys of a session may be on different servers, so no script can see two of them. What leads
 * to a session is written before the session: its place among those of its subject, then its place
 * in the schedule. So if this node dies between, there is a place too many for a while, never a
 * session without one.
 *
 * <p>A move reads the record, copies it to the new key, which nobody knows yet, and then, in the
 * one step that counts, puts the pointer in the place of the old record if that is still what was
 * read; else the copy is removed and all begins anew. A change or an end that races it is before or
 * after it, never lost. An end starts at the record and then buries the keys that lead to it.
 * Thread-safe.
 *
 * @param link for all but the ends
 * @param confirmed for the ends
 * @param names of the keys
 * @param schedule of the ends
 * @param index of the subjects
 */
record ClusterFiling(
    RedisLink link,
    ConfirmedWrite confirmed,
    SessionNames names,
    Schedule schedule,
    ClusterIndex index)
    implements Filing {

  private static final int MAX_ATTEMPTS = 64;
  private static final int MAX_HOPS = 8;

  @Override
  public CreateResult create(
      SessionKey key, SessionRecord session, Optional<Enrolment> enrolment, Instant now) {
    Place place = enrol("create", enrolment, key, key, session.lifetime().deadline(), now);
    if (place == Place.NONE) {
      return CreateResult.FULL;
    }
    schedule.note("create", key, session.expiresAt(), now);
    List<byte[]> arguments = Fields.creation(key, session, 1, enrolment, now);
    if (run("create", Script.CREATE, key, arguments)) {
      return CreateResult.CREATED;
    }
    giveBack("create", enrolment, key, place);
    return CreateResult.TAKEN;
  }

  /** Where the lifetime changes, the end may come earlier than the schedule knows. */
  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta, Instant now) {
    delta
        .lifetime()
        .ifPresent(
            lifetime ->
                schedule.note("update", key, lifetime.endAfter(delta.lastAccessedAt()), now));
    List<byte[]> keys = List.of(names.nameOf(key));
    List<byte[]> arguments = Fields.update(key, delta, now);
    return link.write(
        "update", keys.get(0), wire -> Replies.updated(Script.UPDATE.run(wire, keys, arguments)));
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment,
      Instant now) {
    Stored stored = read(from);
    Optional<UpdateResult> refusal = refusal(stored, delta, now);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    SessionRecord moved = stored.record(now).orElseThrow().with(delta);
    Place place = enrol("move", enrolment, to, from, moved.lifetime().deadline(), now);
    if (place == Place.NONE) {
      return new UpdateResult.Full();
    }
    schedule.note("move", to, moved.expiresAt(), now);
    UpdateResult result = moveRead(stored, from, to, delta, grace, enrolment, now);
    if (result instanceof UpdateResult.Saved) {
      stored.subject().ifPresent(former -> index.strikeOff("move", former, from));
    } else {
      giveBack("move", enrolment, to, place);
    }
    return result;
  }

  private UpdateResult moveRead(
      Stored first,
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment,
      Instant now) {
    Stored stored = first;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<UpdateResult> refusal = refusal(stored, delta, now);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      SessionRecord moved = stored.record(now).orElseThrow().with(delta);
      ClusterMove move = new ClusterMove(from, to, moved, stored, grace, enrolment, now);
      if (!run("move", Script.CREATE, to, move.copyArguments())) {
        return new UpdateResult.Gone();
      }
      if (run("move", Script.LEAVE, from, move.leaveArguments())) {
        repoint(move);
        return new UpdateResult.Saved(moved.version());
      }
      retract(to);
      stored = read(from);
    }
    throw new StoreException(
        "redis: move failed", new JedisException("The session changed all the time."));
  }

  @Override
  public Optional<StoredSession> end(SessionKey key, Duration grace, Instant now) {
    List<byte[]> arguments =
        List.of(Text.bytes(Text.millis(now)), Fields.supersededUntil(grace, now));
    List<SessionKey> pointers = new ArrayList<>();
    SessionKey current = key;
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      Stored ended = Stored.of(bury(Script.END, current, arguments));
      if (ended.pointer().isEmpty()) {
        pointers.addAll(ended.earlier(now).keySet());
        pointers.stream().distinct().forEach(pointer -> bury(Script.TOMBSTONE, pointer, arguments));
        SessionKey last = current;
        return ended.record(now).map(session -> new StoredSession(last, session));
      }
      pointers.add(current);
      current = ended.pointer().get().to();
    }
    throw new StoreException(
        "redis: delete failed", new JedisException("The session moved all the time."));
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject, Instant now) {
    return index.find(subject, now);
  }

  private Place enrol(
      String operation,
      Optional<Enrolment> enrolment,
      SessionKey key,
      SessionKey former,
      Instant deadline,
      Instant now) {
    return enrolment
        .map(asked -> index.enrol(operation, asked, key, former, deadline, now))
        .orElse(Place.HELD);
  }

  /** Only what was taken for nothing: another request may have stored a session under this key. */
  private void giveBack(
      String operation, Optional<Enrolment> enrolment, SessionKey key, Place place) {
    if (place == Place.TAKEN) {
      enrolment.ifPresent(asked -> index.strikeOff(operation, asked.subject(), key));
    }
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

  /** Only makes the way shorter and, after a login, dark from its first step on. */
  private void repoint(ClusterMove move) {
    move.earlier()
        .forEach(earlier -> run("move", Script.REPOINT, earlier, move.repointArguments()));
  }

  /** Not if it was ended meanwhile, by way of the index: then nothing may be stored here again. */
  private void retract(SessionKey copy) {
    List<byte[]> keys = List.of(names.nameOf(copy));
    link.write("move", keys.get(0), wire -> Script.RETRACT.run(wire, keys, List.of()));
  }

  private boolean run(String operation, Script script, SessionKey key, List<byte[]> arguments) {
    List<byte[]> keys = List.of(names.nameOf(key));
    return link.write(
        operation, keys.get(0), wire -> Replies.isYes(script.run(wire, keys, arguments)));
  }

  private Object bury(Script script, SessionKey key, List<byte[]> arguments) {
    return confirmed.run("delete", script, List.of(names.nameOf(key)), arguments);
  }
}
