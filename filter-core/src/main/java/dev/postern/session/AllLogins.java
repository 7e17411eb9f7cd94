package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * Everything by which subjects are signed in to one application, of whatever kind. Thread-safe:
 * kinds may be added at any time.
 */
public final class AllLogins implements SubjectLogins {

  private final Map<SessionSummary.Kind, SubjectLogins> kinds = new ConcurrentSkipListMap<>();

  /** Those of the first who adds a kind stand for all of that kind, since they share a store. */
  public void add(SessionSummary.Kind kind, SubjectLogins logins) {
    kinds.putIfAbsent(kind, logins);
  }

  /** Whether nothing has been added, so that nobody is ever signed in. */
  public boolean isEmpty() {
    return kinds.isEmpty();
  }

  @Override
  public List<SessionSummary> list(String subject, Optional<String> current) {
    return kinds.values().stream()
        .flatMap(logins -> logins.list(subject, current).stream())
        .sorted(SessionSummary.LATEST_FIRST)
        .toList();
  }

  @Override
  public boolean end(String subject, String handle) {
    return kinds.values().stream().anyMatch(logins -> logins.end(subject, handle));
  }

  @Override
  public int endAllBut(String subject, Optional<String> kept) {
    return kinds.values().stream().mapToInt(logins -> logins.endAllBut(subject, kept)).sum();
  }

  @Override
  public int revise(String subject, UnaryOperator<Identity> change, Instant asOf) {
    return kinds.values().stream().mapToInt(logins -> logins.revise(subject, change, asOf)).sum();
  }
}
