package dev.postern.store.redis;

import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * The sessions of each subject where subject and sessions may be on different servers. A session is
 * enrolled before it is stored, so that none is without its place; one that is not there yet is
 * therefore struck off only when no request can be about to store it. Thread-safe.
 *
 * @param link to both
 * @param names of the keys
 */
record ClusterIndex(RedisLink link, SessionNames names) {

  private static final String OPERATION = "findBySubject";
  private static final int MAX_HOPS = 8;

  /** Longer than a store or a move takes while nothing fails. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Whether a session has a place. */
  enum Place {
    /** The subject has no room for it. */
    NONE,
    /** It has got one by this. */
    TAKEN,
    /** It had one before. */
    HELD
  }

  /**
   * Takes a place for a session. Where there is none, it may be that of a login whose answer was
   * lost: one that should have come by now is kept out, so that it cannot come any more, and leaves
   * its place. If it was only slow, it finds that its key is taken, and takes another one.
   *
   * @param former the key it had before, which does not count any more; the new one if it had none
   */
  Place enrol(
      String operation,
      Enrolment enrolment,
      SessionKey key,
      SessionKey former,
      Instant deadline,
      Instant now) {
    Place place = tryToEnrol(operation, enrolment, key, former, deadline, now);
    return place == Place.NONE && isMade(operation, enrolment.subject(), now)
        ? tryToEnrol(operation, enrolment, key, former, deadline, now)
        : place;
  }

  private Place tryToEnrol(
      String operation,
      Enrolment enrolment,
      SessionKey key,
      SessionKey former,
      Instant deadline,
      Instant now) {
    List<byte[]> keys = List.of(names.nameOf(enrolment.subject()));
    List<byte[]> arguments =
        List.of(
            Text.bytes(Text.millis(now)),
            Text.bytes(key.value()),
            former.equals(key) ? Text.EMPTY : Text.bytes(former.value()),
            Text.bytes(enrolment.most()),
            Text.bytes(Text.millis(deadline)));
    Object reply =
        link.write(operation, keys.get(0), wire -> Script.ENROL.run(wire, keys, arguments));
    if (Replies.isYes(reply)) {
      return Place.TAKEN;
    }
    return reply instanceof Long number && number > 0 ? Place.HELD : Place.NONE;
  }

  private boolean isMade(String operation, SubjectKey subject, Instant now) {
    List<SessionKey> late = new ArrayList<>();
    enrolled(subject)
        .forEach(
            (key, since) -> {
              if (!since.plus(SOON).isAfter(now)) {
                late.add(key);
              }
            });
    List<SessionKey> keptOut =
        read(late).entrySet().stream()
            .filter(entry -> entry.getValue().isNothing())
            .map(Map.Entry::getKey)
            .filter(key -> isKeptOut(operation, key, now))
            .toList();
    strikeOff(operation, subject, keptOut);
    return !keptOut.isEmpty();
  }

  private boolean isKeptOut(String operation, SessionKey key, Instant now) {
    List<byte[]> keys = List.of(names.nameOf(key));
    List<byte[]> arguments =
        List.of(Text.bytes(Text.millis(now)), Fields.supersededUntil(Duration.ZERO, now));
    return link.write(
        operation, keys.get(0), wire -> Replies.isYes(Script.WITHHOLD.run(wire, keys, arguments)));
  }

  /** Gives a place back. */
  void strikeOff(String operation, SubjectKey subject, SessionKey key) {
    strikeOff(operation, subject, List.of(key));
  }

  /** As {@link SessionStore#findBySubject}; a session that is just moving is found all the same. */
  List<StoredSession> find(SubjectKey subject, Instant now) {
    Map<SessionKey, Instant> enrolled = enrolled(subject);
    List<StoredSession> found = new ArrayList<>();
    List<SessionKey> ended = new ArrayList<>();
    readFollowing(enrolled.keySet())
        .forEach(
            (key, stored) -> {
              Optional<SessionRecord> session = stored.record(now);
              if (session.isPresent() && stored.subject().equals(Optional.of(subject))) {
                found.add(new StoredSession(key, session.get()));
              } else if (!stored.isNothing() || !isRecent(enrolled.getOrDefault(key, now), now)) {
                ended.add(key);
              }
            });
    strikeOff(OPERATION, subject, ended);
    return found;
  }

  private Map<SessionKey, Instant> enrolled(SubjectKey subject) {
    byte[] name = names.nameOf(subject);
    CommandArguments range =
        new CommandArguments(Command.ZRANGE).key(name).add(0).add(-1).add("WITHSCORES");
    List<?> reply = (List<?>) link.read(OPERATION, name, wire -> wire.ask(range));
    Map<SessionKey, Instant> enrolled = new HashMap<>();
    for (int i = 0; i < reply.size(); i += 2) {
      String score = Text.string((byte[]) reply.get(i + 1));
      enrolled.put(
          new SessionKey(Text.string((byte[]) reply.get(i))),
          Instant.ofEpochMilli((long) Double.parseDouble(score)));
    }
    return enrolled;
  }

  private Map<SessionKey, Stored> readFollowing(Set<SessionKey> keys) {
    Map<SessionKey, Stored> seen = new HashMap<>();
    Set<SessionKey> asked = keys;
    for (int hop = 0; hop < MAX_HOPS && !asked.isEmpty(); hop++) {
      Map<SessionKey, Stored> read = read(List.copyOf(asked));
      seen.putAll(read);
      asked = new HashSet<>();
      for (Stored stored : read.values()) {
        stored.pointer().map(Pointer::to).ifPresent(asked::add);
      }
      asked.removeAll(seen.keySet());
    }
    return seen;
  }

  private Map<SessionKey, Stored> read(List<SessionKey> keys) {
    List<Object> replies = link.readEach(OPERATION, keys.stream().map(this::readOne).toList());
    Map<SessionKey, Stored> read = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      read.put(keys.get(i), Stored.of(Fields.WITHOUT_ATTRIBUTES, replies.get(i)));
    }
    return read;
  }

  private KeyedCommand readOne(SessionKey key) {
    byte[] name = names.nameOf(key);
    CommandArguments read = new CommandArguments(Command.HMGET).key(name);
    Fields.WITHOUT_ATTRIBUTES.forEach(read::add);
    return new KeyedCommand(name, read);
  }

  /** Whether a request may still be about to store it. */
  private static boolean isRecent(Instant enrolledAt, Instant now) {
    return enrolledAt.plus(SessionStore.TOMBSTONE_LIFE).isAfter(now);
  }

  private void strikeOff(String operation, SubjectKey subject, List<SessionKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    byte[] name = names.nameOf(subject);
    CommandArguments remove = new CommandArguments(Command.ZREM).key(name);
    keys.forEach(key -> remove.add(key.value()));
    link.write(operation, name, wire -> wire.ask(remove));
  }
}
