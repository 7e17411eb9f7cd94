package dev.postern.strategy;

import dev.postern.binding.Confirmation;
import dev.postern.denylist.DenylistReplica;
import dev.postern.grant.Granted;
import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.token.JwtIssuer;
import dev.postern.token.JwtProfile;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all callers of a stateless filter have in common: how tokens are made and taken back.
 * Thread-safe.
 *
 * @param tokens signs access tokens
 * @param denylist knows what was taken back
 * @param refresh gives refresh tokens out, if there are any
 * @param sessions where they have their {@code HttpSession}
 * @param brought what the client of this request brought as its session, if it did
 * @param sender to whom new tokens are bound; asked when there are some
 */
record TokenCallers(
    AccessTokens tokens,
    DenylistReplica denylist,
    Optional<RefreshTokens> refresh,
    TokenSessions sessions,
    Optional<String> brought,
    Supplier<Confirmation> sender) {

  /** Without refresh tokens and {@code HttpSession}. */
  TokenCallers(AccessTokens tokens, DenylistReplica denylist) {
    this(
        tokens,
        denylist,
        Optional.empty(),
        (brought, identity, held, now) -> NoSession.HERE,
        Optional.empty(),
        () -> Confirmation.NONE);
  }

  TokenCallers withRefresh(RefreshTokens refreshTokens) {
    return new TokenCallers(
        tokens, denylist, Optional.of(refreshTokens), sessions, brought, sender);
  }

  TokenCallers withSessions(TokenSessions kept) {
    return new TokenCallers(tokens, denylist, refresh, kept, brought, sender);
  }

  /** Those of one request. */
  TokenCallers bringing(String text) {
    return new TokenCallers(tokens, denylist, refresh, sessions, Optional.of(text), sender);
  }

  /** Those of one request. */
  TokenCallers issuingTo(Supplier<Confirmation> whoever) {
    return new TokenCallers(tokens, denylist, refresh, sessions, brought, whoever);
  }

  TokenSession sessionOf(Optional<Identity> identity, Optional<HeldToken> held, Instant now) {
    return sessions.of(brought, identity, held, now);
  }

  Caller anonymous(Instant now) {
    return TokenCaller.anonymous(this, now);
  }

  /** Somebody whose tokens the client has. */
  Caller holding(Identity identity, HeldToken held, Instant now) {
    return TokenCaller.holding(this, identity, held, now);
  }

  /** Somebody whose tokens the client must be sent. */
  Caller refreshed(Granted granted, Instant now) {
    return TokenCaller.signedIn(
        this, granted.identity(), tokensOf(granted, sender.get(), now), now);
  }

  NewTokens login(Identity identity, Device device, Instant now) {
    Confirmation bound = sender.get();
    return refresh
        .map(all -> tokensOf(all.begin(identity, bound, device, now), bound, now))
        .orElseGet(() -> tokensOf(tokens.issue(identity, bound, now), bound));
  }

  /**
   * A grant that ends takes all its access tokens with it, so nothing else is to be denied. A
   * denial outlives its token by the longest skew that a verifier may tolerate.
   */
  void end(HeldToken leaving, Instant now) {
    if (refresh.isPresent() && leaving.handle().isPresent()) {
      refresh.get().end(leaving.handle().get(), now);
    } else {
      denylist.denyToken(leaving.id(), leaving.expiresAt().plus(JwtProfile.MAX_CLOCK_SKEW));
    }
  }

  private static NewTokens tokensOf(JwtIssuer.Issued access, Confirmation bound) {
    return new NewTokens(
        new HeldToken(access.id(), access.expiresAt(), Optional.empty()),
        new CommitResult.Send(IssuedCredential.of(access, bound)));
  }

  private NewTokens tokensOf(Granted granted, Confirmation bound, Instant now) {
    JwtIssuer.Issued access = tokens.issue(granted, bound, now);
    return new NewTokens(
        new HeldToken(access.id(), access.expiresAt(), Optional.of(granted.handle())),
        new CommitResult.Send(
            IssuedCredential.of(access, bound),
            Optional.of(new IssuedCredential(granted.refreshToken(), granted.expiresAt()))));
  }

  /**
   * What a login or a refresh gives a caller.
   *
   * @param held what taking it back needs
   * @param news what the client must be sent
   */
  record NewTokens(HeldToken held, CommitResult.Send news) {}
}
