package dev.postern.store.redis;

import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A session's changes and records as arguments of the scripts; what the fields mean stands in
 * {@code session.lua}. Stateless and thread-safe.
 */
final class Fields {

  static final String META = "m";
  static final String HEADER = "h";
  static final String EARLIER = "p";
  static final String POINTER = ">";
  static final char ATTRIBUTE = 'a';

  private Fields() {}

  /** Names and values of all fields of a record. */
  static List<byte[]> of(SessionRecord session, long version) {
    List<byte[]> fields = new ArrayList<>(2 * session.attributes().size() + 4);
    fields.add(Text.bytes(META));
    fields.add(Text.bytes(meta(session, version)));
    fields.add(Text.bytes(HEADER));
    fields.add(bytes(session.header()));
    session.attributes().forEach((name, value) -> attribute(fields, name, value));
    return fields;
  }

  /** What every script of a change reads first: now, access, expected version, lifetime. */
  static List<byte[]> condition(SessionDelta delta, Instant now) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Text.bytes(Text.millis(now)));
    arguments.add(Text.bytes(Text.millis(delta.lastAccessedAt())));
    arguments.add(
        delta.expectedVersion().isPresent()
            ? Text.bytes(delta.expectedVersion().getAsLong())
            : Text.EMPTY);
    arguments.add(
        delta.lifetime().map(l -> Text.bytes(Text.millis(l.idleTimeout()))).orElse(Text.EMPTY));
    arguments.add(
        delta.lifetime().map(l -> Text.bytes(Text.millis(l.deadline()))).orElse(Text.EMPTY));
    return arguments;
  }

  /** The change itself: how many to remove, their names, then names and values to set. */
  static List<byte[]> change(SessionDelta delta) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Text.bytes(delta.removed().size()));
    delta.removed().forEach(name -> arguments.add(Text.bytes(ATTRIBUTE + name)));
    delta
        .header()
        .ifPresent(
            header -> {
              arguments.add(Text.bytes(HEADER));
              arguments.add(bytes(header));
            });
    delta.changed().forEach((name, value) -> attribute(arguments, name, value));
    return arguments;
  }

  private static void attribute(List<byte[]> fields, String name, StoredValue value) {
    fields.add(Text.bytes(ATTRIBUTE + name));
    fields.add(bytes(value));
  }

  private static String meta(SessionRecord session, long version) {
    Lifetime lifetime = session.lifetime();
    return version
        + " "
        + Text.millis(session.lastAccessedAt())
        + " "
        + Text.millis(lifetime.idleTimeout())
        + " "
        + Text.millis(lifetime.deadline());
  }

  private static byte[] bytes(StoredValue value) {
    if (value instanceof StoredValue.Bytes bytes) {
      return bytes.toByteArray();
    }
    throw new IllegalArgumentException("A record that leaves this JVM is made of bytes.");
  }
}
