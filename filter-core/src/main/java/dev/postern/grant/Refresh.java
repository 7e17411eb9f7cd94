package dev.postern.grant;

import dev.postern.identity.Identity;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The rotation of refresh tokens (STANDARDS RT-1 to RT-10):
 *
 * <ol>
 *   <li>the current token is replaced by one compare-and-set, and the successor is kept, sealed
 *       under the token it replaces;
 *   <li>the token before it gets that same successor, within the grace;
 *   <li>any other token of the grant was copied: the grant ends;
 *   <li>whoever loses the compare-and-set, or hears nothing of it, reads again and begins anew.
 * </ol>
 *
 * <p>Thread-safe.
 */
final class Refresh {

  /** Each lost compare-and-set means that another one was done; one is what it takes. */
  private static final int MAX_ATTEMPTS = 8;

  private final GrantRecords records;
  private final GrantCodec codec;
  private final GrantKeys keys;
  private final Duration grace;
  private final GrantEnd ends;

  Refresh(GrantRecords records, GrantCodec codec, GrantKeys keys, Duration grace, GrantEnd ends) {
    this.records = records;
    this.codec = codec;
    this.keys = keys;
    this.grace = grace;
    this.ends = ends;
  }

  RefreshResult run(
      RefreshToken presented, Holder holder, Optional<Set<String>> scope, Instant now) {
    boolean wasUnheard = false;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        Optional<RefreshResult> result = attempt(presented, holder, scope, now);
        if (result.isPresent()) {
          return result.get();
        }
      } catch (UnheardException e) {
        if (wasUnheard) {
          throw e.failure();
        }
        wasUnheard = true;
      }
    }
    throw new StoreException(
        "A grant changes faster than it can be read.", new IllegalStateException("conflict"));
  }

  /** Empty if somebody else was first. */
  private Optional<RefreshResult> attempt(
      RefreshToken presented, Holder holder, Optional<Set<String>> scope, Instant now)
      throws UnheardException {
    Optional<StoredGrant> found = records.find(keys.keyOf(presented.handle()));
    if (found.isEmpty()) {
      return refused(RefreshProblem.ENDED);
    }
    GrantState state = found.get().state();
    if (!state.holder().isFor(holder)) {
      return refused(RefreshProblem.ANOTHERS);
    }
    // Asked before the token is: a thief's old copy must not end the login of who has the key.
    if (!state.holder().isShownBy(holder)) {
      return refused(RefreshProblem.WRONG_SENDER);
    }
    if (scope.filter(asked -> !state.identity().scopes().containsAll(asked)).isPresent()) {
      return refused(RefreshProblem.SCOPE_NOT_GRANTED);
    }
    return state.current().isOf(presented)
        ? rotate(found.get(), presented, scope, now)
        : Optional.of(retry(found.get(), presented, scope, now));
  }

  private Optional<RefreshResult> rotate(
      StoredGrant grant, RefreshToken presented, Optional<Set<String>> scope, Instant now)
      throws UnheardException {
    RefreshToken next = keys.newToken(presented.handle());
    StoredValue.Bytes sealed = codec.sealSuccessor(grant.key(), presented, next);
    UpdateResult result =
        replace(grant, grant.state().rotated(TokenHash.of(next), sealed, now), now);
    if (result instanceof UpdateResult.Saved) {
      return Optional.of(refreshed(next.text(), grant, scope, grant.endAfter(now)));
    }
    return result instanceof UpdateResult.Conflict
        ? Optional.empty()
        : refused(RefreshProblem.ENDED);
  }

  private UpdateResult replace(StoredGrant grant, GrantState next, Instant now)
      throws UnheardException {
    try {
      return records.replace(grant, next, now);
    } catch (StoreException e) {
      throw new UnheardException(e);
    }
  }

  /** The end of the grant stays where the rotation put it: a retry is no use. */
  private RefreshResult retry(
      StoredGrant grant, RefreshToken presented, Optional<Set<String>> scope, Instant now) {
    return grant
        .state()
        .last()
        .filter(rotation -> rotation.isRetry(presented, grace, now))
        .flatMap(rotation -> codec.openSuccessor(grant.key(), presented, rotation.successor()))
        .map(successor -> refreshed(successor, grant, scope, grant.expiresAt()))
        .orElseGet(() -> reused(grant, now));
  }

  private RefreshResult reused(StoredGrant grant, Instant now) {
    AuditLog.reused(grant.state());
    ends.end(grant.state().handle(), now);
    return new RefreshResult.Refused(RefreshProblem.REUSED);
  }

  private static RefreshResult refreshed(
      String token, StoredGrant grant, Optional<Set<String>> scope, Instant expiresAt) {
    Identity identity = grant.state().identity();
    return new RefreshResult.Refreshed(
        new Granted(
            token,
            grant.state().handle().value(),
            scope.map(identity::withScopes).orElse(identity),
            grant.state().identityAsOf(),
            expiresAt));
  }

  private static Optional<RefreshResult> refused(RefreshProblem problem) {
    return Optional.of(new RefreshResult.Refused(problem));
  }
}
