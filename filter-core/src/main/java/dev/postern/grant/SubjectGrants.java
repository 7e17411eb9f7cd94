package dev.postern.grant;

import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import dev.postern.session.EachEnd;
import dev.postern.session.RecordId;
import dev.postern.session.SubjectLogins;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The live grants of a subject, on whatever node they began; ending one kills its access tokens
 * too. One that a login opens at the very moment may be missing. Thread-safe.
 */
public final class SubjectGrants implements SubjectLogins {

  private static final int MAX_ATTEMPTS = 8;

  private final GrantRecords records;
  private final GrantKeys keys;
  private final GrantEnd ends;
  private final Clock clock;

  SubjectGrants(GrantRecords records, GrantKeys keys, GrantEnd ends, Clock clock) {
    this.records = records;
    this.keys = keys;
    this.ends = ends;
    this.clock = clock;
  }

  @Override
  public List<SessionSummary> list(String subject, Optional<String> current) {
    return found(subject).stream()
        .flatMap(stored -> own(stored, subject).stream())
        .map(grant -> summary(grant, current))
        .sorted(SessionSummary.LATEST_FIRST)
        .toList();
  }

  @Override
  public boolean end(String subject, String handle) {
    return RecordId.isOne(handle)
        && found(subject).stream()
                .flatMap(stored -> own(stored, subject).stream())
                .filter(grant -> grant.state().handle().value().equals(handle))
                .filter(grant -> ends.end(grant.state().handle(), clock.instant()))
                .count()
            > 0;
  }

  /**
   * {@inheritDoc} One that cannot be read is not kept.
   *
   * @throws StoreException if some could not be ended; it says how many, and the others are
   */
  @Override
  public int endAllBut(String subject, Optional<String> kept) {
    return EachEnd.of(found(subject), "grants", stored -> isEnded(stored, subject, kept));
  }

  /**
   * {@inheritDoc} The scope that was granted stays too: a refresh is no login (RFC 9470 section 6).
   */
  @Override
  public int revise(String subject, UnaryOperator<Identity> change, Instant asOf) {
    return (int)
        found(subject).stream()
            .flatMap(stored -> own(stored, subject).stream())
            .filter(grant -> revise(grant, change, asOf))
            .count();
  }

  private boolean revise(StoredGrant grant, UnaryOperator<Identity> change, Instant asOf) {
    Optional<StoredGrant> current = Optional.of(grant);
    for (int attempt = 0; attempt < MAX_ATTEMPTS && current.isPresent(); attempt++) {
      UpdateResult result = replaceIn(current.get(), change, asOf);
      if (!(result instanceof UpdateResult.Conflict)) {
        return result instanceof UpdateResult.Saved;
      }
      current = records.find(grant.key());
    }
    if (current.isEmpty()) {
      return false;
    }
    throw new StoreException(
        "A grant changes faster than it can be read.", new IllegalStateException("conflict"));
  }

  /** At the old last use: nobody used it. */
  private UpdateResult replaceIn(StoredGrant grant, UnaryOperator<Identity> change, Instant asOf) {
    Identity login = grant.state().identity();
    Identity changed = change.apply(login);
    Identity merged =
        new Identity(
            login.name(),
            changed.roles(),
            login.scopes(),
            changed.claims(),
            login.authenticatedAt(),
            login.methods(),
            login.contextClass());
    return records.replace(
        grant, grant.state().revised(merged, asOf), grant.record().lastAccessedAt());
  }

  private List<StoredSession> found(String subject) {
    return records.of(keys.subjectOf(subject));
  }

  private boolean isEnded(StoredSession stored, String subject, Optional<String> kept) {
    boolean stays =
        own(stored, subject)
            .filter(grant -> kept.filter(grant.state().handle().value()::equals).isPresent())
            .isPresent();
    return !stays && ends.end(stored, clock.instant());
  }

  /** The index is the store's word; whose grant it is, the sealed state says. */
  private Optional<StoredGrant> own(StoredSession stored, String subject) {
    return records
        .decodeIfReadable(stored)
        .filter(grant -> grant.state().identity().name().equals(subject));
  }

  private static SessionSummary summary(StoredGrant grant, Optional<String> current) {
    GrantState state = grant.state();
    return new SessionSummary(
        SessionSummary.Kind.GRANT,
        state.handle().value(),
        state.device().label(),
        state.device().address(),
        state.loggedInAt(),
        state.loggedInAt(),
        grant.record().lastAccessedAt(),
        current.filter(state.handle().value()::equals).isPresent());
  }
}
