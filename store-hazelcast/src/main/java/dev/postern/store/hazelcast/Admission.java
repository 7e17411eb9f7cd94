package dev.postern.store.hazelcast;

import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * The place that a session which is moved asks for, once, however often the move itself is tried.
 * For one thread and one use.
 */
final class Admission {

  private final SubjectIndex subjects;
  private final SessionKey from;
  private final SessionKey to;
  private final Optional<Enrolment> enrolment;
  private final Instant now;
  private Optional<Enrolling> asked = Optional.empty();
  private Optional<Enrolled> answer = Optional.empty();
  private Optional<StoreException> failure = Optional.empty();

  Admission(
      SubjectIndex subjects,
      SessionKey from,
      SessionKey to,
      Optional<Enrolment> enrolment,
      Instant now) {
    this.subjects = subjects;
    this.from = from;
    this.to = to;
    this.enrolment = enrolment;
    this.now = now;
  }

  /** Whether nobody has asked yet, and there was room when this node looked last. */
  boolean isLikely(Live session) {
    Instant deadline = session.session().lifetime().deadline();
    asked = asked.or(() -> enrolment.map(it -> new Enrolling(it, from, to, deadline, now)));
    return answer.isEmpty() && asked.map(subjects::mayHaveRoom).orElse(true);
  }

  /** Asks; that it failed is heard of by {@link #hasRoom}. */
  void ask() {
    if (answer.isPresent() || failure.isPresent()) {
      return;
    }
    try {
      answer = asked.map(subjects::enrol);
    } catch (StoreException e) {
      failure = Optional.of(e);
    }
  }

  boolean hasRoom() {
    ask();
    failure.ifPresent(
        outage -> {
          throw outage;
        });
    return answer.filter(Enrolled.NO_ROOM::equals).isEmpty();
  }

  /** Gives the place back, if this has got it. */
  void giveBack() {
    if (answer.filter(Enrolled.NOW::equals).isPresent()) {
      asked.ifPresent(subjects::strikeOff);
    }
  }
}
