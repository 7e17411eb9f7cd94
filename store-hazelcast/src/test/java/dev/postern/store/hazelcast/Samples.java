package dev.postern.store.hazelcast;

import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Sessions to store. */
final class Samples {

  private Samples() {}

  static SessionKey key(int number) {
    return new SessionKey(String.format("%043d", number));
  }

  static SessionRecord session(Instant now, Duration idleTimeout) {
    return new SessionRecord(
        value("header"),
        Map.of("a", value("1")),
        now,
        new Lifetime(idleTimeout, now.plus(Duration.ofDays(1))),
        1);
  }

  static SessionDelta set(String name, Instant now) {
    return set(value("x"), now, name);
  }

  static SessionDelta set(StoredValue value, Instant now, String... names) {
    Map<String, StoredValue> changed = new HashMap<>();
    for (String name : names) {
      changed.put(name, value);
    }
    return new SessionDelta(
        Optional.empty(), changed, Set.of(), now, Optional.empty(), OptionalLong.empty());
  }

  /** Of 1 MiB. */
  static StoredValue large() {
    return value("x".repeat(1024 * 1024));
  }

  static StoredValue value(String text) {
    return new StoredValue.Bytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
