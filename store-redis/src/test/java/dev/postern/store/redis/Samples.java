package dev.postern.store.redis;

import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Sessions and changes that say nothing but that they are some. */
final class Samples {

  private Samples() {}

  static SessionKey key(int n) {
    return new SessionKey(String.format("%043d", n));
  }

  static SessionRecord session(Instant now) {
    return new SessionRecord(
        new StoredValue.Bytes(new byte[100]),
        Map.of("a", new StoredValue.Bytes(new byte[] {1})),
        now,
        new Lifetime(Duration.ofSeconds(60), now.plusSeconds(600)),
        1);
  }

  static SessionDelta delta(Instant now) {
    return new SessionDelta(
        Optional.empty(),
        Map.of("b", new StoredValue.Bytes(new byte[] {2})),
        Set.of("a"),
        now,
        Optional.empty(),
        OptionalLong.empty());
  }

  static SessionDelta setting(String name, StoredValue value, Instant now) {
    return setting(Map.of(name, value), now);
  }

  static SessionDelta setting(Map<String, StoredValue> changed, Instant now) {
    return new SessionDelta(
        Optional.empty(), changed, Set.of(), now, Optional.empty(), OptionalLong.empty());
  }

  static SessionDelta living(Lifetime lifetime, Instant now) {
    return new SessionDelta(
        Optional.empty(), Map.of(), Set.of(), now, Optional.of(lifetime), OptionalLong.empty());
  }
}
