package dev.postern.store.memory;

import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.SubjectKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which sessions belong to which subject. Sessions that have ended are struck off when their
 * subject is looked at, and a few others with every enrolment, so that subjects who never come back
 * leave nothing behind. Thread-safe; enrolments wait for each other.
 */
final class Subjects {

  private static final int SUBJECTS_PER_STEP = 2;

  private final Map<SubjectKey, Set<SessionKey>> sessions = new LinkedHashMap<>();
  private final Predicate<SessionKey> isLive;

  /**
   * Knows nobody yet.
   *
   * @param isLive whether a live session is filed under a key
   */
  Subjects(Predicate<SessionKey> isLive) {
    this.isLive = isLive;
  }

  /**
   * Takes a step that files a session under a key, and enrols it if that came to pass.
   *
   * @param former the key the session had, which does not count any more; the new one if it had
   *     none
   * @param full what to answer, without taking the step, if there is no room
   */
  synchronized <R> R enrol(
      Enrolment enrolment,
      SessionKey former,
      SessionKey key,
      R full,
      Supplier<R> step,
      Predicate<R> cameToPass) {
    strikeOffSome();
    Set<SessionKey> others = live(enrolment.subject());
    boolean wasEnrolled = others.remove(former);
    if (others.size() >= enrolment.most()) {
      return full;
    }
    R result = step.get();
    if (cameToPass.test(result)) {
      others.add(key);
    } else if (wasEnrolled) {
      others.add(former);
    }
    keep(enrolment.subject(), others);
    return result;
  }

  /** The keys of the subject's live sessions, the latest enrolment last. */
  synchronized List<SessionKey> of(SubjectKey subject) {
    Set<SessionKey> live = live(subject);
    keep(subject, live);
    return List.copyOf(live);
  }

  synchronized int size() {
    return sessions.size();
  }

  private void strikeOffSome() {
    for (int seen = 0; seen < SUBJECTS_PER_STEP && !sessions.isEmpty(); seen++) {
      Iterator<SubjectKey> subjects = sessions.keySet().iterator();
      SubjectKey longestUnseen = subjects.next();
      Set<SessionKey> live = live(longestUnseen);
      subjects.remove();
      keep(longestUnseen, live);
    }
  }

  private Set<SessionKey> live(SubjectKey subject) {
    Set<SessionKey> live = new LinkedHashSet<>(sessions.getOrDefault(subject, Set.of()));
    live.removeIf(isLive.negate());
    return live;
  }

  private void keep(SubjectKey subject, Set<SessionKey> live) {
    if (live.isEmpty()) {
      sessions.remove(subject);
    } else {
      sessions.put(subject, live);
    }
  }
}
