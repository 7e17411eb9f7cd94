package dev.postern.strategy;

import dev.postern.binding.Confirmation;
import dev.postern.denylist.CredentialFacts;
import dev.postern.denylist.DenylistReplica;
import dev.postern.identity.Identity;
import dev.postern.token.JwtResult;
import dev.postern.token.OneTimePresentation;
import dev.postern.token.OneTimeVerifier;
import dev.postern.token.VerifiedJwt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request that came with a one-time token of another server:
 *
 * <ol>
 *   <li>signature, type, audience, times and the request it is good for are checked;
 *   <li>the local copy of the denylist is asked for token and subject;
 *   <li>the store is asked who was first.
 * </ol>
 *
 * <p>One store trip, and nothing is kept of the caller. Thread-safe.
 */
public final class OneTimeStrategy implements AuthenticationStrategy {

  /** The only role of whoever came with a one-time token. */
  public static final String ROLE = "one-time";

  private final OneTimeVerifier verifier;
  private final DenylistReplica denylist;
  private final OneTimePresentation request;
  private final SingleUse use;

  /**
   * For one request.
   *
   * @param verifier knows the other servers
   * @param denylist knows what was taken back
   * @param request what the token has to be good for
   * @param use whether it is still good
   */
  public OneTimeStrategy(
      OneTimeVerifier verifier,
      DenylistReplica denylist,
      OneTimePresentation request,
      SingleUse use) {
    this.verifier = verifier;
    this.denylist = denylist;
    this.request = request;
    this.use = use;
  }

  @Override
  public String name() {
    return ROLE;
  }

  @Override
  public AuthenticationResult authenticate(String credential, Instant now) {
    JwtResult result = verifier.verify(credential, request, now);
    return result instanceof JwtResult.Verified verified
        ? admit(verified.jwt(), now)
        : Rejections.of(result);
  }

  /** Uses it up. */
  @Override
  public void revoke(String credential, Instant now) {
    authenticate(credential, now);
  }

  @Override
  public Caller anonymous(Instant now) {
    return new OneTimeCaller(Optional.empty());
  }

  private AuthenticationResult admit(VerifiedJwt jwt, Instant now) {
    return identity(jwt)
        .map(identity -> admit(jwt, identity, now))
        .orElseGet(() -> new AuthenticationResult.Rejected(RejectionReason.WRONG_CLAIMS));
  }

  private AuthenticationResult admit(VerifiedJwt jwt, Identity identity, Instant now) {
    Optional<RejectionReason> denied = Rejections.of(denylist.ask(factsOf(jwt, identity)));
    if (denied.isPresent()) {
      return new AuthenticationResult.Rejected(denied.get());
    }
    return use.isGranted(jwt, now)
        ? new AuthenticationResult.Authenticated(
            new OneTimeCaller(Optional.of(identity)), Confirmation.NONE)
        : new AuthenticationResult.Rejected(RejectionReason.USED);
  }

  /** Its roles stay at home: the other server said what may be done, and that is this request. */
  private static Optional<Identity> identity(VerifiedJwt jwt) {
    try {
      return Optional.of(
          new Identity(
              jwt.subject().orElseThrow(),
              Set.of(ROLE),
              Set.of(),
              Map.of(Identity.ONE_TIME, true),
              jwt.issuedAt(),
              List.of(),
              Optional.empty()));
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  private static CredentialFacts factsOf(VerifiedJwt jwt, Identity identity) {
    return new CredentialFacts(
        Optional.of(jwt.id()),
        Optional.empty(),
        Optional.of(jwt.keyId()),
        identity.name(),
        identity.authenticatedAt(),
        Optional.empty());
  }
}
