package dev.postern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.grant.GrantKeys;
import dev.postern.grant.GrantSettings;
import dev.postern.grant.Grants;
import dev.postern.grant.Holder;
import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.SubjectLimit;
import dev.postern.store.SessionStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the stateless strategy makes of grants: access tokens that end with them. */
final class TokenRefreshingTest extends StrategyFixture {

  private static final Duration LONG = Duration.ofDays(7);

  private Runnable afterRotation = () -> {};
  private final Grants grants =
      new Grants(
          observed(),
          new GrantKeys(new byte[32], random),
          new GrantSettings(
              LONG,
              LONG,
              Duration.ofSeconds(20),
              new SubjectLimit(100, SubjectLimit.WhenFull.OLDEST_OUT)),
          "parcels",
          List.of(new byte[32]),
          (handle, now) -> denylist.denySession(handle, now.plus(LONG)),
          random,
          clock);
  private final StatelessJwtStrategy strategy =
      stateless.withRefresh(new RefreshTokens(grants, new Holder("parcels", "parcels")));

  @Test
  void anAccessTokenDiesWithItsGrant() { // RV-3
    CommitResult.Send login = login();
    CommitResult.Send next = refreshed(refreshOf(login));

    grants.end(handleOf(login), now());

    assertThat(rejection(strategy, login.credential().text())).isEqualTo(RejectionReason.REVOKED);
    assertThat(rejection(strategy, next.credential().text())).isEqualTo(RejectionReason.REVOKED);
    assertThat(rejected(refreshOf(next))).isEqualTo(RejectionReason.NO_GRANT);
  }

  @Test
  void aRefreshIsNoLogin() { // SU-2
    CommitResult.Send login = login();
    clock.advance(Duration.ofHours(2));

    CommitResult.Send next = refreshed(refreshOf(login));

    assertThat(caller(strategy, next.credential().text()).identity())
        .hasValueSatisfying(alice -> assertThat(alice.authenticatedAt()).isEqualTo(NOON));
  }

  @Test
  void newRolesReachTheClientByARefreshWithoutALogin() { // ASVS 8.3.2
    CommitResult.Send login = login();
    clock.advance(Duration.ofSeconds(5));
    demote();
    assertThat(rejection(strategy, login.credential().text()))
        .isEqualTo(RejectionReason.REISSUE_WANTED);
    clock.advance(Duration.ofSeconds(1));

    CommitResult.Send next = refreshed(refreshOf(login));

    assertThat(rolesOf(next)).containsExactly("clerk");
  }

  @Test
  void aLoginUnderWayThatFoundTheFormerRolesIsNotRefreshedIntoThem() { // ASVS 8.3.2
    Caller underWay = strategy.anonymous(now());
    clock.advance(Duration.ofSeconds(1));
    demote();
    clock.advance(Duration.ofSeconds(1));
    underWay.login(identity("alice"), Device.UNKNOWN);
    CommitResult.Send login = (CommitResult.Send) underWay.commit();

    assertThat(rejection(strategy, login.credential().text()))
        .isEqualTo(RejectionReason.REISSUE_WANTED);
    assertThat(rejected(refreshOf(login))).isEqualTo(RejectionReason.REISSUE_WANTED);
    assertThat(rejected(refreshOf(login))).isEqualTo(RejectionReason.NO_GRANT);
    assertThat(refreshed(refreshOf(loginAt(now()))).refresh()).isPresent();
  }

  @Test
  void aRefreshThatReadTheGrantBeforeItsRolesWereChangedDoesNotKeepThem() { // ASVS 8.3.2
    String alice = refreshOf(login());
    Instant changed = now();
    clock.advance(Duration.ofSeconds(1));

    CommitResult.Send underWay = refreshed(alice);
    changeRoles(changed);
    CommitResult.Send next = refreshed(refreshOf(underWay));

    assertThat(rejection(strategy, underWay.credential().text()))
        .isEqualTo(RejectionReason.REISSUE_WANTED);
    assertThat(rolesOf(next)).containsExactly("clerk");
  }

  @Test
  void aRefreshThatLearnsOfNewRolesOnItsWayReadsThem() { // ASVS 8.3.2
    String alice = refreshOf(login());
    clock.advance(Duration.ofSeconds(1));
    denylist.wantReissue("alice", now(), now().plus(LONG));
    afterRotation = this::demote;

    CommitResult.Send next = refreshed(alice);

    assertThat(rolesOf(next)).containsExactly("clerk");
  }

  @Test
  void whoWasCutOffIsNotRefreshedInto() { // RT-5
    String alice = refreshOf(login());
    clock.advance(Duration.ofSeconds(5));
    denylist.denyEveryone(now(), now().plus(LONG));
    clock.advance(Duration.ofSeconds(5));

    assertThat(rejected(alice)).isEqualTo(RejectionReason.REVOKED);
    assertThat(rejected(alice)).isEqualTo(RejectionReason.NO_GRANT);
    assertThat(refreshed(refreshOf(loginAt(now()))).refresh()).isPresent();
  }

  @Test
  void aRefreshTokenIsNoAccessTokenAndNoOtherWayRound() { // RT-9
    CommitResult.Send login = login();

    assertThat(rejection(strategy, refreshOf(login))).isEqualTo(RejectionReason.MALFORMED);
    assertThat(rejected(login.credential().text())).isEqualTo(RejectionReason.FORGED);
  }

  @Test
  void aLogoutEndsTheGrant() { // RT-5, RT-8
    CommitResult.Send login = login();
    CommitResult.Send next = refreshed(refreshOf(login));

    caller(strategy, next.credential().text()).logout();

    assertThat(rejected(refreshOf(login))).isEqualTo(RejectionReason.NO_GRANT);
    assertThat(rejected(refreshOf(next))).isEqualTo(RejectionReason.NO_GRANT);
    assertThat(rejection(strategy, login.credential().text())).isEqualTo(RejectionReason.REVOKED);
  }

  @Test
  void aTokenOfBeforeRefreshTokensWereOnIsTakenBackByItself() {
    String old = loggedIn(stateless, identity("alice"));

    caller(strategy, old).logout();

    assertThat(rejection(strategy, old)).isEqualTo(RejectionReason.REVOKED);
  }

  private void demote() {
    changeRoles(now());
  }

  /** As Revocation does. */
  private void changeRoles(Instant at) {
    grants
        .subjects()
        .revise("alice", identity -> identity.withRoles(Set.of("clerk")), at.plusNanos(1));
    denylist.wantReissue("alice", at, at.plus(LONG));
  }

  private Set<String> rolesOf(CommitResult.Send tokens) {
    return caller(strategy, tokens.credential().text()).identity().orElseThrow().roles();
  }

  private CommitResult.Send login() {
    return loginAt(NOON);
  }

  private CommitResult.Send loginAt(Instant authenticated) {
    Caller caller = strategy.anonymous(now());
    caller.login(Identity.ofPassword("alice", Set.of("customer"), authenticated), Device.UNKNOWN);
    assertThat(caller.handle()).isPresent();
    return (CommitResult.Send) caller.commit();
  }

  private String handleOf(CommitResult.Send tokens) {
    return caller(strategy, tokens.credential().text()).handle().orElseThrow();
  }

  private static String refreshOf(CommitResult.Send tokens) {
    return tokens.refresh().orElseThrow().text();
  }

  private CommitResult.Send refreshed(String token) {
    AuthenticationResult result = result(token);
    assertThat(result).isInstanceOf(AuthenticationResult.Authenticated.class);
    Caller caller = ((AuthenticationResult.Authenticated) result).caller();
    return (CommitResult.Send) caller.commit();
  }

  private RejectionReason rejected(String token) {
    AuthenticationResult result = result(token);
    assertThat(result).isInstanceOf(AuthenticationResult.Rejected.class);
    return ((AuthenticationResult.Rejected) result).reason();
  }

  private AuthenticationResult result(String token) {
    return strategy.refreshing().orElseThrow().refresh(token, Optional.empty(), now());
  }

  private SessionStore observed() {
    SessionStore real = stores.sessions();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Object result = method.invoke(real, arguments);
          if (method.getName().equals("update")) {
            Runnable once = afterRotation;
            afterRotation = () -> {};
            once.run();
          }
          return result;
        };
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(), new Class<?>[] {SessionStore.class}, handler);
  }

  private Instant now() {
    return clock.instant();
  }
}
