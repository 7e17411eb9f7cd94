package dev.postern.store.redis;

import dev.postern.store.Lifetime;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stood under a session's key: a record, a pointer, or neither. Not thread-safe; lives as long
 * as the call that read it.
 */
final class Stored {

  private final Map<String, StoredValue> attributes = new HashMap<>();
  private StoredValue header = new StoredValue.Bytes(Text.EMPTY);
  private String meta = "";
  private String pointer = "";
  private String earlier = "";
  private String subject = "";
  private boolean isEnded;
  private String supersededUntil = "";

  private Stored() {}

  /** From the reply to HGETALL: names and values in turn. */
  static Stored of(Object reply) {
    List<?> fields = (List<?>) reply;
    Stored stored = new Stored();
    for (int i = 0; i < fields.size(); i += 2) {
      stored.put((byte[]) fields.get(i), (byte[]) fields.get(i + 1));
    }
    return stored;
  }

  /** From the reply to HMGET of these fields. */
  static Stored of(List<String> names, Object reply) {
    List<?> values = (List<?>) reply;
    Stored stored = new Stored();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof byte[] value) {
        stored.put(Text.bytes(names.get(i)), value);
      }
    }
    return stored;
  }

  private void put(byte[] name, byte[] value) {
    switch (name[0]) {
      case 'a', 'L' -> attributes.put(attribute(name), new StoredValue.Bytes(value));
      case 'l' -> attributes.putIfAbsent(attribute(name), deferred(value));
      case 'h' -> header = new StoredValue.Bytes(value);
      case 'm' -> meta = Text.string(value);
      case 'p' -> earlier = Text.string(value);
      case 'u' -> subject = Text.string(value);
      case '>' -> pointer = Text.string(value);
      case 'x' -> {
        isEnded = true;
        supersededUntil = Text.string(value);
      }
      default -> {
        // That there was something large concerns the scripts alone.
      }
    }
  }

  private static String attribute(byte[] name) {
    return Text.string(name).substring(1);
  }

  private static StoredValue deferred(byte[] length) {
    return new StoredValue.Deferred(Integer.parseInt(Text.string(length)));
  }

  /** The record, if it has not ended. */
  Optional<SessionRecord> record(Instant now) {
    return isEnded ? Optional.empty() : session().filter(session -> !session.isExpired(now));
  }

  /** Whether it has ended and another session took its place a moment ago. */
  boolean isSuperseded(Instant now) {
    return !supersededUntil.isEmpty() && now.isBefore(instant(supersededUntil));
  }

  /** The record, whether it has ended or not. */
  Optional<SessionRecord> session() {
    if (meta.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = meta.split(" ", -1);
    return Optional.of(
        new SessionRecord(
            header,
            attributes,
            instant(parts[1]),
            new Lifetime(Duration.ofMillis(Long.parseLong(parts[2])), instant(parts[3])),
            Long.parseLong(parts[0])));
  }

  /** Under which it is enrolled. */
  Optional<SubjectKey> subject() {
    return subject.isEmpty() ? Optional.empty() : Optional.of(new SubjectKey(subject));
  }

  /** Whether there is neither record nor pointer nor tombstone. */
  boolean isNothing() {
    return meta.isEmpty() && pointer.isEmpty() && !isEnded;
  }

  Optional<Pointer> pointer() {
    return pointer.isEmpty() ? Optional.empty() : Optional.of(Pointer.parse(pointer));
  }

  /** The form of times and version, the same as long as nothing has changed. */
  String meta() {
    return meta;
  }

  /** The earlier keys that may still lead here, each with the end of that. */
  Map<SessionKey, Instant> earlier(Instant now) {
    Map<SessionKey, Instant> keys = new HashMap<>();
    for (String entry : earlier.split(" ", -1)) {
      int at = entry.indexOf('@');
      if (at > 0 && instant(entry.substring(at + 1)).isAfter(now)) {
        keys.put(new SessionKey(entry.substring(0, at)), instant(entry.substring(at + 1)));
      }
    }
    return keys;
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
