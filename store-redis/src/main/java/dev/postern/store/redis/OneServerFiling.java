package dev.postern.store.redis;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All keys are on one server: each operation is one script. Thread-safe.
 *
 * @param link for all but the ends
 * @param confirmed for the ends
 * @param names of the keys
 * @param schedule of the ends
 */
record OneServerFiling(
    RedisLink link, ConfirmedWrite confirmed, SessionNames names, Schedule schedule)
    implements Filing {

  @Override
  public CreateResult create(
      SessionKey key, SessionRecord session, Optional<Enrolment> enrolment, Instant now) {
    List<byte[]> keys = new ArrayList<>(List.of(names.nameOf(key), schedule.nameFor(key)));
    enrolment.ifPresent(asked -> keys.add(names.nameOf(asked.subject())));
    List<byte[]> arguments = Fields.creation(key, session, 1, enrolment, now);
    return link.write(
        "create", keys.get(0), wire -> Replies.created(Script.CREATE.run(wire, keys, arguments)));
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta, Instant now) {
    List<byte[]> keys = new ArrayList<>(List.of(names.nameOf(key)));
    delta.lifetime().ifPresent(changed -> keys.add(schedule.nameFor(key)));
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
    List<byte[]> keys =
        new ArrayList<>(List.of(names.nameOf(from), names.nameOf(to), schedule.nameFor(to)));
    enrolment.ifPresent(asked -> keys.add(names.nameOf(asked.subject())));
    List<byte[]> arguments = Fields.condition(delta, now);
    arguments.add(Text.bytes(Text.millis(grace.length())));
    arguments.add(Text.bytes(Pointer.flag(grace.readable())));
    arguments.add(Text.bytes(names.sessionPrefix()));
    arguments.add(Text.bytes(from.value()));
    arguments.add(Text.bytes(to.value()));
    arguments.add(Text.bytes(names.subjectPrefix()));
    arguments.add(enrolment.map(e -> Text.bytes(e.subject().value())).orElse(Text.EMPTY));
    arguments.add(enrolment.map(e -> Text.bytes(e.most())).orElse(Text.EMPTY));
    arguments.add(
        delta
            .lifetime()
            .map(Lifetime::deadline)
            .map(deadline -> Text.bytes(Text.millis(deadline)))
            .orElse(Text.EMPTY));
    arguments.addAll(Fields.change(delta));
    return link.write(
        "move", keys.get(0), wire -> Replies.updated(Script.MOVE.run(wire, keys, arguments)));
  }

  @Override
  public Optional<StoredSession> end(SessionKey key, Duration grace, Instant now) {
    List<byte[]> arguments =
        List.of(
            Text.bytes(Text.millis(now)),
            Fields.supersededUntil(grace, now),
            Text.bytes(names.sessionPrefix()),
            Text.bytes(names.subjectPrefix()));
    Object reply = confirmed.run("delete", Script.DELETE, List.of(names.nameOf(key)), arguments);
    List<?> parts = (List<?>) reply;
    String pointer = Text.string((byte[]) parts.get(0));
    SessionKey current = pointer.isEmpty() ? key : new SessionKey(pointer);
    return Stored.of(parts.get(1)).record(now).map(ended -> new StoredSession(current, ended));
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject, Instant now) {
    List<byte[]> keys = List.of(names.nameOf(subject));
    List<byte[]> arguments =
        List.of(Text.bytes(Text.millis(now)), Text.bytes(names.sessionPrefix()));
    return link.read(
        "findBySubject",
        keys.get(0),
        wire -> Replies.sessions(Script.SUBJECT.run(wire, keys, arguments)));
  }
}
