package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the sessions of a subject are. They are not read at one instant, and one that is just moved
 * may be under a key that the subject's entry does not have yet. For one thread and one use.
 */
final class Whereabouts {

  private final SubjectKey subject;
  private final SessionGrid sessions;
  private final Instant now;
  private final Map<SessionKey, Entry> entries = new HashMap<>();

  Whereabouts(SubjectKey subject, SessionGrid sessions, Instant now) {
    this.subject = subject;
    this.sessions = sessions;
    this.now = now;
  }

  /** What is under these keys, and under those that pointers lead to. */
  Map<SessionKey, Entry> of(Set<SessionKey> keys) {
    Set<SessionKey> asked = new HashSet<>(keys);
    read(keys);
    Set<SessionKey> missed = missedOf(keys);
    // A key that was not there yet, while a pointer that was set later already led to it, is read
    // once again.
    while (!missed.isEmpty()) {
      read(missed);
      asked.addAll(missed);
      missed = missedOf(asked);
      missed.removeAll(asked);
    }
    return entries;
  }

  static boolean leadsOn(Pointer pointer, Collection<SessionKey> keys, SubjectKey subject) {
    return keys.contains(pointer.to()) || pointer.subject().filter(subject::equals).isPresent();
  }

  private void read(Set<SessionKey> keys) {
    sessions
        .read(keys)
        .forEach(
            (key, bytes) -> {
              Entry entry = EntryForm.decode(bytes);
              entries.put(
                  key,
                  entry instanceof Leaving leaving ? sessions.behind(key, leaving, now) : entry);
            });
  }

  private Set<SessionKey> missedOf(Set<SessionKey> keys) {
    Set<SessionKey> missed = new HashSet<>();
    for (Entry entry : entries.values()) {
      if (entry instanceof Pointer pointer
          && leadsOn(pointer, keys, subject)
          && !entries.containsKey(pointer.to())) {
        missed.add(pointer.to());
      }
    }
    return missed;
  }
}
