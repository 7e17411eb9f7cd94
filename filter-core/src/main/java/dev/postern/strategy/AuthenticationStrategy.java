package dev.postern.strategy;

import dev.postern.binding.Confirmation;
import dev.postern.session.ManagedSession;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How identity is kept between requests and taken back. It takes strings and never sees HTTP.
 * Thread-safe.
 */
public interface AuthenticationStrategy {

  /** What the setting {@code strategy} calls it, for example {@code stateless-jwt}. */
  String name();

  /**
   * What this credential is worth now.
   *
   * @param credential hostile until proved good
   * @throws dev.postern.store.StoreException if that cannot be told now; the caller gets 503
   */
  AuthenticationResult authenticate(String credential, Instant now);

  /**
   * Takes a credential back without looking whose it is, which saves a store trip. One that is no
   * good changes nothing. Returns when it is confirmed.
   *
   * @param credential hostile until proved good
   * @throws dev.postern.store.StoreException if it could not be confirmed
   */
  void revoke(String credential, Instant now);

  /**
   * The same for one request whose client brought a session beside its credential, if that may be.
   *
   * @param session hostile until proved good
   */
  default AuthenticationStrategy bringing(String session) {
    return this;
  }

  /**
   * The same for one request: what it issues is bound to this sender, if that may be.
   *
   * @param sender asked when something is issued, and not before
   */
  default AuthenticationStrategy issuingTo(Supplier<Confirmation> sender) {
    return this;
  }

  /** How logins are carried on by refresh tokens, or empty if this strategy gives none out. */
  default Optional<Refreshing> refreshing() {
    return Optional.empty();
  }

  /** What clients may do with the tokens of this strategy, if they hold identities themselves. */
  default Optional<IssuedTokens> issuedTokens() {
    return Optional.empty();
  }

  /**
   * The caller of a session that a credential of another kind has named; their next credential will
   * be of this kind. Empty if this strategy keeps no sessions.
   */
  default Optional<Caller> adopt(ManagedSession session, Instant now) {
    return Optional.empty();
  }

  /** A caller who brought no credential, or none that was accepted. Costs nothing. */
  Caller anonymous(Instant now);
}
