package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import dev.postern.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
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

  /**
   * {@inheritDoc}
   *
   * @throws StoreException if no kind has it, and one of them could not tell
   */
  @Override
  public boolean end(String subject, String handle) {
    Attempts attempts = new Attempts();
    for (SubjectLogins logins : kinds.values()) {
      if (attempts.run(() -> logins.end(subject, handle) ? 1 : 0) > 0) {
        return true;
      }
    }
    return attempts.result() > 0;
  }

  @Override
  public int endAllBut(String subject, Optional<String> kept) {
    return inEach(logins -> logins.endAllBut(subject, kept));
  }

  @Override
  public int revise(String subject, UnaryOperator<Identity> change, Instant asOf) {
    return inEach(logins -> logins.revise(subject, change, asOf));
  }

  /** What failed in one kind is told only after the others had their turn. */
  private int inEach(ToIntFunction<SubjectLogins> deed) {
    Attempts attempts = new Attempts();
    kinds.values().forEach(logins -> attempts.run(() -> deed.applyAsInt(logins)));
    return attempts.result();
  }

  /** Several of which one may fail and the others still count. Not thread-safe; one call's own. */
  private static final class Attempts {

    private int sum;
    private Optional<StoreException> failure = Optional.empty();

    int run(IntSupplier attempt) {
      try {
        int count = attempt.getAsInt();
        sum += count;
        return count;
      } catch (StoreException e) {
        failure.ifPresent(e::addSuppressed);
        failure = Optional.of(e);
        return 0;
      }
    }

    int result() {
      failure.ifPresent(
          e -> {
            throw e;
          });
      return sum;
    }
  }
}
