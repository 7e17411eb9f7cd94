package dev.postern.grant;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.RecordId;
import dev.postern.store.CreateResult;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Begins grants, changes their refresh tokens and ends them, for one application. A login is one
 * store trip, a refresh two, an end one and what denying its access tokens costs.
 *
 * <p>Every method that asks the store throws {@link dev.postern.store.StoreException} if it cannot
 * be asked; each may be repeated then: a token whose refresh gave no answer gets the successor it
 * may have had. Thread-safe.
 */
public final class Grants {

  private final GrantKeys keys;
  private final GrantSettings settings;
  private final GrantRecords records;
  private final GrantEnd ends;
  private final GrantRoom room;
  private final Refresh refresh;
  private final SubjectGrants subjects;
  private final SingleFlight<Asked, RefreshResult> flights = new SingleFlight<>();

  /**
   * Who refreshes what; the same of two threads is one refresh.
   *
   * @param token a secret
   * @param holder who has it
   * @param scope what is asked for
   */
  private record Asked(RefreshToken token, Holder holder, Optional<Set<String>> scope) {}

  /**
   * Manages the grants of one application.
   *
   * @param app its name, to which every grant is bound
   * @param sealSecrets the first seals, all open; the same on every node
   * @param denial of access tokens whose grant has ended
   * @param clock for ends that no request asks for
   */
  public Grants(
      SessionStore store,
      GrantKeys keys,
      GrantSettings settings,
      String app,
      List<byte[]> sealSecrets,
      AccessTokenDenial denial,
      SecureRandom random,
      Clock clock) {
    GrantCodec codec = new GrantCodec(app, sealSecrets, random);
    this.keys = keys;
    this.settings = settings;
    this.records = new GrantRecords(store, codec);
    this.ends = new GrantEnd(records, keys, denial);
    this.room = new GrantRoom(records, settings.perSubject(), ends);
    this.refresh = new Refresh(records, codec, keys, settings.grace(), ends);
    this.subjects = new SubjectGrants(records, keys, ends, clock);
  }

  /** The same grants, by whose they are. */
  public SubjectGrants subjects() {
    return subjects;
  }

  /**
   * A new grant, for a login.
   *
   * @param device where the login comes from
   * @throws dev.postern.identity.TooManySessionsException if the subject has as many as it may
   *     have, and none gives way
   */
  public Granted begin(Identity identity, Holder holder, Device device, Instant now) {
    RecordId handle = keys.newHandle();
    RefreshToken token = keys.newToken(handle);
    create(
        new GrantState(
            handle, holder, device, now, identity, now, TokenHash.of(token), Optional.empty()),
        now);
    return new Granted(
        token.text(), handle.value(), identity, now, settings.lifetimeFrom(now).endAfter(now));
  }

  private void create(GrantState state, Instant now) {
    SessionKey key = keys.keyOf(state.handle());
    Lifetime lifetime = settings.lifetimeFrom(now);
    CreateResult result =
        room.forLogin(
            keys.subjectOf(state.identity().name()),
            enrolment -> records.create(key, state, lifetime, now, enrolment),
            now);
    if (result != CreateResult.CREATED) {
      throw new IllegalStateException("A fresh handle of 128 random bits is taken.");
    }
  }

  /**
   * Changes a refresh token into its successor. Threads that come with the same token at the same
   * time share one refresh. A token that was replaced longer ago than {@code refresh.grace} ends
   * its grant, since somebody has a copy (RFC 9700 section 4.14.2).
   *
   * @param presented hostile
   * @param scope what the access token shall be good for; empty for all that was granted
   */
  public RefreshResult refresh(
      String presented, Holder holder, Optional<Set<String>> scope, Instant now) {
    return keys.open(presented)
        .map(token -> new Asked(token, holder, scope))
        .map(asked -> flights.share(asked, () -> refresh.run(asked.token(), holder, scope, now)))
        .orElseGet(() -> new RefreshResult.Refused(RefreshProblem.FORGED));
  }

  /**
   * Whether a refresh token was given out by this application, which needs no store.
   *
   * @param presented hostile
   */
  public boolean isOurs(String presented) {
    return keys.open(presented).isPresent();
  }

  /**
   * Ends the grant of a refresh token, whichever of its tokens that is, and its access tokens, and
   * returns when that is confirmed. One that is no good changes nothing.
   *
   * @param presented hostile
   */
  public void revoke(String presented, Instant now) {
    keys.open(presented).ifPresent(token -> ends.end(token.handle(), now));
  }

  /**
   * The same for a client: a grant of another one is left alone. A grant that is gone has no holder
   * any more, and an end that was not confirmed is made up for.
   */
  public void revoke(String presented, String client, Instant now) {
    keys.open(presented)
        .filter(token -> isOfOrGone(token, client))
        .ifPresent(token -> ends.end(token.handle(), now));
  }

  private boolean isOfOrGone(RefreshToken token, String client) {
    return records
        .find(keys.keyOf(token.handle()))
        .map(grant -> grant.state().holder().client().equals(client))
        .orElse(true);
  }

  /**
   * Ends the grant of this handle and its access tokens, and returns when that is confirmed.
   *
   * @param handle out of an access token that was verified
   */
  public void end(String handle, Instant now) {
    if (RecordId.isOne(handle)) {
      ends.end(new RecordId(handle), now);
    }
  }
}
