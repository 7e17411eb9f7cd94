package dev.postern.store.redis;

import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One attempt to file a session under another key, as the scripts need it. Immutable and
 * thread-safe once read.
 *
 * @param from the key it has
 * @param to the key it gets
 * @param moved the record as it will be
 * @param read what stood under the old key
 * @param grace of the old key
 * @param enrolment of the new one
 * @param now the caller's time
 */
record ClusterMove(
    SessionKey from,
    SessionKey to,
    SessionRecord moved,
    Stored read,
    Grace grace,
    Optional<Enrolment> enrolment,
    Instant now) {

  /** A new record with all fields, and the keys that will lead here. */
  List<byte[]> copyArguments() {
    List<byte[]> arguments = Fields.creation(to, moved, moved.version(), enrolment, now);
    arguments.add(Text.bytes(Fields.EARLIER));
    arguments.add(Text.bytes(leadingHere()));
    return arguments;
  }

  List<byte[]> leaveArguments() {
    return List.of(
        Text.bytes(Text.millis(now)),
        Text.bytes(read.meta()),
        Text.bytes(new Pointer(to, grace.readable()).text()),
        Text.bytes(Text.millis(Duration.between(now, pointerEnd()))));
  }

  List<byte[]> repointArguments() {
    return List.of(
        Text.bytes(Text.millis(now)),
        Text.bytes(Pointer.flag(grace.readable())),
        Text.bytes(to.value()));
  }

  Set<SessionKey> earlier() {
    return read.earlier(now).keySet();
  }

  private String leadingHere() {
    StringBuilder keys = new StringBuilder();
    Map<SessionKey, Instant> ends = read.earlier(now);
    ends.put(from, pointerEnd());
    ends.forEach(
        (key, end) -> keys.append(key.value()).append('@').append(Text.millis(end)).append(' '));
    return keys.toString();
  }

  /** No pointer outlives the record. */
  private Instant pointerEnd() {
    Instant end = now.plus(grace.length());
    return end.isBefore(moved.expiresAt()) ? end : moved.expiresAt();
  }
}
