package dev.postern.store.redis;

import dev.postern.store.Enrolment;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session's changes and records as arguments of the scripts; what the fields mean stands in
 * {@code session.lua}. Stateless and thread-safe.
 */
final class Fields {

  static final String META = "m";
  static final String HEADER = "h";
  static final String EARLIER = "p";
  static final String POINTER = ">";
  static final String SUBJECT = "u";
  static final String ENDED = "x";
  static final char ATTRIBUTE = 'a';
  static final char LARGE = 'L';

  /** All that {@link Stored} tells of a session but its attributes. */
  static final List<String> WITHOUT_ATTRIBUTES = List.of(META, HEADER, SUBJECT, POINTER, ENDED);

  private Fields() {}

  /**
   * What {@code create.lua} is given: when and how long, what the subject's key needs, and all
   * fields.
   */
  static List<byte[]> creation(
      SessionKey key,
      SessionRecord session,
      long version,
      Optional<Enrolment> enrolment,
      Instant now) {
    List<byte[]> arguments = new ArrayList<>(2 * session.attributes().size() + 11);
    arguments.add(Text.bytes(Text.millis(now)));
    arguments.add(Text.bytes(Text.millis(session.expiresAt())));
    arguments.add(Text.bytes(key.value()));
    arguments.add(enrolment.map(asked -> Text.bytes(asked.most())).orElse(Text.EMPTY));
    arguments.add(Text.bytes(Text.millis(session.lifetime().deadline())));
    arguments.add(Text.bytes(META));
    arguments.add(Text.bytes(meta(session, version)));
    arguments.add(Text.bytes(HEADER));
    arguments.add(bytes(session.header()));
    enrolment.ifPresent(
        asked -> {
          arguments.add(Text.bytes(SUBJECT));
          arguments.add(Text.bytes(asked.subject().value()));
        });
    session.attributes().forEach((name, value) -> attribute(arguments, name, value));
    return arguments;
  }

  /** Until when a look-up is told that another session has taken this one's place, or empty. */
  static byte[] supersededUntil(Duration grace, Instant now) {
    return grace.isZero() ? Text.EMPTY : Text.bytes(Text.millis(now.plus(grace)));
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

  /** Whether there is a record or a pointer, and this attribute in either form. */
  static List<String> withAttribute(String name) {
    return List.of(META, POINTER, ENDED, ATTRIBUTE + name, LARGE + name);
  }

  /** What {@code update.lua} is given. */
  static List<byte[]> update(SessionKey key, SessionDelta delta, Instant now) {
    List<byte[]> arguments = condition(delta, now);
    arguments.add(Text.bytes(key.value()));
    arguments.addAll(change(delta));
    return arguments;
  }

  /** The change itself: how many to remove, their names, then names and values to set. */
  static List<byte[]> change(SessionDelta delta) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Text.bytes(delta.removed().size()));
    delta.removed().forEach(name -> arguments.add(Text.bytes(name)));
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
    byte[] bytes = bytes(value);
    fields.add(Text.bytes((bytes.length > SessionStore.DEFERRED_ABOVE ? LARGE : ATTRIBUTE) + name));
    fields.add(bytes);
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
