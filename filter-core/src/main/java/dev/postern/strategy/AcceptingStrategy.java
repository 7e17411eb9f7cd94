package dev.postern.strategy;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.Confirmation;
import dev.postern.session.ManagedSession;
import dev.postern.strategy.AuthenticationResult.Anonymous;
import dev.postern.strategy.AuthenticationResult.Authenticated;
import dev.postern.strategy.AuthenticationResult.Rejected;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Takes credentials of several kinds and issues one, so that the strategy of a running application
 * can be changed while people are logged in.
 *
 * <ol>
 *   <li>the MAC of a session id is checked, which needs neither a store nor a signing key;
 *   <li>the other kinds are asked, each as strictly as if it were alone: none takes a credential of
 *       another;
 *   <li>a caller of a kind that is only accepted stays one until the next login.
 * </ol>
 *
 * <p>The last kind to be asked costs one more look at a token's form. Thread-safe.
 */
public final class AcceptingStrategy implements AuthenticationStrategy {

  /** What every other kind says of a credential; the kind it belongs to says more. */
  private static final List<RejectionReason> SAYING_LEAST =
      List.of(RejectionReason.MALFORMED, RejectionReason.FORGED, RejectionReason.WRONG_CLAIMS);

  private final AuthenticationStrategy issuing;
  private final List<AuthenticationStrategy> kinds;

  /**
   * Puts the kinds together.
   *
   * @param issuing gives out what those get who log in
   * @param accepted those that are still taken
   */
  public AcceptingStrategy(AuthenticationStrategy issuing, List<AuthenticationStrategy> accepted) {
    this.issuing = requireNonNull(issuing, "issuing");
    this.kinds =
        Stream.concat(Stream.of(issuing), accepted.stream())
            .sorted(Comparator.comparing(kind -> !kind.name().equals(SessionStrategy.NAME)))
            .toList();
  }

  @Override
  public String name() {
    return issuing.name();
  }

  @Override
  public AuthenticationResult authenticate(String credential, Instant now) {
    Rejected said = new Rejected(SAYING_LEAST.get(0));
    for (AuthenticationStrategy kind : kinds) {
      AuthenticationResult result = kind.authenticate(credential, now);
      if (!(result instanceof Rejected rejected)) {
        return received(result, kind, now);
      }
      said = saysMore(rejected, said) ? rejected : said;
    }
    return said;
  }

  @Override
  public AuthenticationStrategy bringing(String session) {
    return each(kind -> kind.bringing(session));
  }

  @Override
  public AuthenticationStrategy issuingTo(Supplier<Confirmation> sender) {
    return each(kind -> kind.issuingTo(sender));
  }

  private AuthenticationStrategy each(UnaryOperator<AuthenticationStrategy> change) {
    return new AcceptingStrategy(
        change.apply(issuing), kinds.stream().filter(kind -> kind != issuing).map(change).toList());
  }

  /** One that is no good for a kind changes nothing there. */
  @Override
  public void revoke(String credential, Instant now) {
    kinds.forEach(kind -> kind.revoke(credential, now));
  }

  @Override
  public Optional<Refreshing> refreshing() {
    return kinds.stream()
        .flatMap(kind -> kind.refreshing().map(of -> around(of, kind)).stream())
        .findFirst();
  }

  @Override
  public Optional<IssuedTokens> issuedTokens() {
    return kinds.stream().flatMap(kind -> kind.issuedTokens().stream()).findFirst();
  }

  @Override
  public Optional<Caller> adopt(ManagedSession session, Instant now) {
    return issuing.adopt(session, now);
  }

  @Override
  public Caller anonymous(Instant now) {
    return issuing.anonymous(now);
  }

  /** What was refreshed stays of its kind: a program that sends tokens could not use a session. */
  private Refreshing around(Refreshing refreshing, AuthenticationStrategy kind) {
    return new Refreshing() {
      @Override
      public AuthenticationResult refresh(
          String refreshToken, Optional<Set<String>> scope, Instant now) {
        return received(refreshing.refresh(refreshToken, scope, now), kind, now);
      }

      @Override
      public void revoke(String refreshToken, Instant now) {
        refreshing.revoke(refreshToken, now);
      }
    };
  }

  private AuthenticationResult received(
      AuthenticationResult result, AuthenticationStrategy kind, Instant now) {
    if (kind == issuing) {
      return result;
    }
    if (result instanceof Authenticated authenticated) {
      return new Authenticated(
          accepted(authenticated.caller(), kind, now), authenticated.confirmation());
    }
    return result instanceof Anonymous anonymous
        ? new Anonymous(accepted(anonymous.caller(), kind, now))
        : result;
  }

  private Caller accepted(Caller caller, AuthenticationStrategy kind, Instant now) {
    return new AcceptedCaller(issuing, kind.name(), caller, now);
  }

  private static boolean saysMore(Rejected one, Rejected other) {
    return weight(one) > weight(other);
  }

  private static int weight(Rejected rejected) {
    int least = SAYING_LEAST.indexOf(rejected.reason());
    return least < 0 ? SAYING_LEAST.size() : least;
  }
}
