package dev.postern.grant;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.LogCapture;
import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import dev.postern.identity.TooManySessionsException;
import dev.postern.session.Device;
import dev.postern.session.Place;
import dev.postern.session.RecordMark;
import dev.postern.session.Seal;
import dev.postern.session.SubjectLimit;
import dev.postern.store.FindResult;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoreSettings;
import dev.postern.store.StoredValue;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.memory.MemoryStoreProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens on a memory store, with a clock that is moved by hand. */
final class GrantsTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration IDLE = Duration.ofDays(7);
  private static final Duration ABSOLUTE = Duration.ofDays(30);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Holder WEB = new Holder("parcels", "parcels");
  private static final Device PHONE = new Device("Safari on iPhone", "192.0.2.7");

  private final SecureRandom random = new SecureRandom();
  private final MutableClock clock = new MutableClock(NOON);
  private final AtomicInteger trips = new AtomicInteger();
  private final SessionStore store = counted();
  private final List<String> denied = new ArrayList<>();
  private final GrantKeys keys = new GrantKeys(new byte[32], random);
  private final Grants grants = grants(100, SubjectLimit.WhenFull.OLDEST_OUT);

  @Test
  void aRefreshGivesASuccessorAndKeepsWhenTheLoginWas() { // RT-1, RT-4, SU-2
    Granted login = login("alice");
    clock.advance(Duration.ofHours(3));

    Granted next = refreshed(login.refreshToken());

    assertThat(next.refreshToken()).isNotEqualTo(login.refreshToken());
    assertThat(next.handle()).isEqualTo(login.handle());
    assertThat(next.identity()).isEqualTo(alice());
    assertThat(next.identity().authenticatedAt()).isEqualTo(NOON);
  }

  @Test
  void theUsedTokenGetsTheSameSuccessorUntilTheGraceIsOver() { // RT-6
    Granted login = login("alice");
    Granted next = refreshed(login.refreshToken());
    clock.advance(GRACE);

    assertThat(refreshed(login.refreshToken()).refreshToken()).isEqualTo(next.refreshToken());

    clock.advance(Duration.ofNanos(1));
    assertThat(problem(login.refreshToken())).isEqualTo(RefreshProblem.REUSED);
  }

  @Test
  void aTokenThatComesTooLateEndsTheGrantItsAccessTokensAndIsHeardOf() { // RT-2, RV-3
    Granted login = login("alice");
    Granted next = refreshed(login.refreshToken());
    clock.advance(Duration.ofMinutes(1));

    try (LogCapture log = new LogCapture(AuditLog.class)) {
      assertThat(problem(login.refreshToken())).isEqualTo(RefreshProblem.REUSED);

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("event=refresh-token-reused outcome=grant-ended account=")
          .doesNotContain("alice")
          .doesNotContain(login.handle());
    }
    assertThat(denied).containsExactly(login.handle());
    assertThat(problem(next.refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void aRetryMovesNeitherTheGraceNorTheEnd() { // RT-8
    Granted login = login("alice");
    Granted next = refreshed(login.refreshToken());
    clock.advance(Duration.ofSeconds(15));

    assertThat(refreshed(login.refreshToken()).expiresAt()).isEqualTo(next.expiresAt());

    clock.advance(Duration.ofSeconds(15));
    assertThat(problem(login.refreshToken())).isEqualTo(RefreshProblem.REUSED);
  }

  @Test
  void aGrantEndsWhenItIsNotUsedForLong() { // RT-3
    Granted login = login("alice");
    assertThat(login.expiresAt()).isEqualTo(NOON.plus(IDLE));
    clock.advance(IDLE);

    assertThat(problem(login.refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void aGrantEndsHoweverMuchItIsUsed() { // RT-3
    String token = login("alice").refreshToken();
    for (int day = 0; day < 29; day++) {
      clock.advance(Duration.ofDays(1));
      token = refreshed(token).refreshToken();
    }
    clock.advance(Duration.ofHours(23));
    Granted last = refreshed(token);
    assertThat(last.expiresAt()).isEqualTo(NOON.plus(ABSOLUTE));

    clock.advance(Duration.ofHours(1));

    assertThat(problem(last.refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void nobodyElseRefreshesAndNoOtherAudienceIsReached() { // RT-4
    String token = login("alice").refreshToken();

    assertThat(problem(token, new Holder("evil", "parcels"))).isEqualTo(RefreshProblem.ANOTHERS);
    assertThat(problem(token, new Holder("parcels", "bank"))).isEqualTo(RefreshProblem.ANOTHERS);

    assertThat(refreshed(token).identity().name()).isEqualTo("alice");
  }

  @Test
  void theScopeMayBeNarrowedForOneAccessTokenAndNeverWidened() { // RT-4
    String token = login("alice").refreshToken();

    assertThat(scoped(token, "parcels:read", "admin"))
        .isEqualTo(new RefreshResult.Refused(RefreshProblem.SCOPE_NOT_GRANTED));
    Granted narrow = ((RefreshResult.Refreshed) scoped(token, "parcels:read")).granted();
    assertThat(narrow.identity().scopes()).containsExactly("parcels:read");

    assertThat(refreshed(narrow.refreshToken()).identity().scopes())
        .containsExactlyInAnyOrder("parcels:read", "parcels:write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b.c", "\u0000", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"})
  void aForgedTokenCostsNoTrip(String forged) {
    Granted login = login("alice");
    trips.set(0);

    assertThat(problem(forged)).isEqualTo(RefreshProblem.FORGED);
    assertThat(problem(login.refreshToken() + forged + "A")).isEqualTo(RefreshProblem.FORGED);
    assertThat(problem(otherSecretOf(login.refreshToken()))).isEqualTo(RefreshProblem.FORGED);
    grants.revoke(otherSecretOf(login.refreshToken()), now());

    assertThat(trips).hasValue(0);
    assertThat(denied).isEmpty();
  }

  @Test
  void aLoginCostsOneTripAndARefreshTwo() {
    Granted login = login("alice");
    assertThat(trips.getAndSet(0)).isEqualTo(1);

    refreshed(login.refreshToken());
    assertThat(trips.getAndSet(0)).isEqualTo(2);

    refreshed(login.refreshToken());
    assertThat(trips.getAndSet(0)).as("a retry").isEqualTo(1);
  }

  @Test
  void theStoreHoldsNothingThatOpensAGrant() throws Exception { // RT-10
    Granted login = login("alice");
    Granted next = refreshed(login.refreshToken());

    String stored = new String(storedBytes(login), ISO_8859_1);

    for (String token : List.of(login.refreshToken(), next.refreshToken())) {
      assertThat(stored).doesNotContain(token, token.split("\\.", -1)[1], "alice", login.handle());
    }
    GrantState state = state(login);
    assertThat(state.current().digest()).isEqualTo(sha256(next.refreshToken()));
    assertThat(state.last().orElseThrow().previous().digest())
        .isEqualTo(sha256(login.refreshToken()));
  }

  @Test
  void onlyTheTokenItReplacedOpensASuccessor() { // RT-10
    Granted login = login("alice");
    Granted next = refreshed(login.refreshToken());
    GrantCodec codec = codec();
    var key = keys.keyOf(keys.open(login.refreshToken()).orElseThrow().handle());
    var sealed = state(login).last().orElseThrow().successor();

    assertThat(codec.openSuccessor(key, keys.open(login.refreshToken()).orElseThrow(), sealed))
        .contains(next.refreshToken());
    assertThat(codec.openSuccessor(key, keys.open(next.refreshToken()).orElseThrow(), sealed))
        .isEmpty();
  }

  @Test
  void aGrantMovedToAnothersPlaceIsNoGrant() {
    Granted alice = login("alice");
    Granted mallory = login("mallory");
    var stolen = found(alice).header();
    var place = keys.keyOf(keys.open(mallory.refreshToken()).orElseThrow().handle());

    assertThat(codec().decode(place, stolen)).isEmpty();
  }

  @Test
  void aGrantIsListedWithItsDeviceAndEndedByItsHandle() {
    Granted first = login("alice");
    clock.advance(Duration.ofMinutes(1));
    Granted second = login("alice");
    login("bob");

    assertThat(grants.subjects().list("alice", Optional.of(first.handle())))
        .extracting(SessionSummary::handle)
        .containsExactly(first.handle(), second.handle());
    assertThat(grants.subjects().list("alice", Optional.empty()).get(1))
        .isEqualTo(
            new SessionSummary(
                SessionSummary.Kind.GRANT,
                first.handle(),
                "Safari on iPhone",
                "192.0.2.7",
                NOON,
                NOON,
                NOON,
                false));
    assertThat(grants.subjects().end("bob", first.handle())).isFalse();
    assertThat(grants.subjects().end("alice", "no handle")).isFalse();

    assertThat(grants.subjects().end("alice", first.handle())).isTrue();

    assertThat(denied).containsExactly(first.handle()); // RV-3
    assertThat(problem(first.refreshToken())).isEqualTo(RefreshProblem.ENDED);
    assertThat(refreshed(second.refreshToken()).handle()).isEqualTo(second.handle());
  }

  @Test
  void allOfAUserEndButTheOneThatStays() { // RT-5
    Granted kept = login("alice");
    Granted lost = login("alice");
    Granted bobs = login("bob");

    assertThat(grants.subjects().endAllBut("alice", Optional.of(kept.handle()))).isEqualTo(1);

    assertThat(denied).containsExactly(lost.handle());
    assertThat(refreshed(kept.refreshToken()).handle()).isEqualTo(kept.handle());
    assertThat(refreshed(bobs.refreshToken()).handle()).isEqualTo(bobs.handle());
    assertThat(grants.subjects().endAllBut("alice", Optional.empty())).isEqualTo(1);
    assertThat(problem(kept.refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void newRolesComeWithTheNextRefreshAndTheLoginStaysWhatItWas() { // SU-2, ASVS 8.3.2
    Granted login = login("alice");
    clock.advance(Duration.ofDays(1));
    Identity promoted =
        new Identity(
            "alice",
            Set.of("clerk"),
            Set.of("admin"),
            Map.of("desk", "3"),
            now(),
            List.of("none"),
            Optional.of("high"));

    assertThat(replaceIdentity(promoted)).isEqualTo(1);
    Granted next = refreshed(login.refreshToken());

    assertThat(next.identity())
        .isEqualTo(
            new Identity(
                "alice",
                Set.of("clerk"),
                alice().scopes(),
                Map.of("desk", "3"),
                NOON,
                List.of("pwd"),
                Optional.empty()));
    assertThat(login.identityAsOf()).isEqualTo(NOON);
    assertThat(next.identityAsOf()).isEqualTo(now());
    assertThat(replaceIdentity(Identity.ofPassword("carol", Set.of(), NOON))).isZero();
  }

  @Test
  void newRolesMakeNoGrantLiveLonger() { // RT-8
    Granted login = login("alice");
    clock.advance(IDLE.minusSeconds(1));
    replaceIdentity(alice());
    clock.advance(Duration.ofSeconds(1));

    assertThat(problem(login.refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void beyondTheBoundTheOldestGivesWayOrNobodyLogsIn() { // ASVS 7.1.2
    Grants few = grants(2, SubjectLimit.WhenFull.OLDEST_OUT);
    Granted oldest = few.begin(alice(), WEB, PHONE, now());
    clock.advance(Duration.ofSeconds(1));
    Granted second = few.begin(alice(), WEB, PHONE, now());
    clock.advance(Duration.ofSeconds(1));
    few.begin(alice(), WEB, PHONE, now());

    assertThat(denied).containsExactly(oldest.handle());
    assertThat(problem(oldest.refreshToken())).isEqualTo(RefreshProblem.ENDED);
    assertThat(refreshed(second.refreshToken()).handle()).isEqualTo(second.handle());
    assertThatThrownBy(
            () -> grants(2, SubjectLimit.WhenFull.REFUSE).begin(alice(), WEB, PHONE, now()))
        .isInstanceOf(TooManySessionsException.class);
  }

  @Test
  void aLogoutByAnyOfItsTokensEndsTheGrant() { // RT-5, RV-3
    Granted login = login("alice");
    Granted next = refreshed(login.refreshToken());

    grants.revoke(login.refreshToken(), now());

    assertThat(denied).containsExactly(login.handle());
    assertThat(problem(next.refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void nothingShowsATokenToTheLog() {
    Granted login = login("alice");

    assertThat(login.toString()).doesNotContain(login.refreshToken());
    assertThat(new RefreshResult.Refreshed(login).toString()).doesNotContain(login.refreshToken());
    assertThat(keys.open(login.refreshToken()).orElseThrow().toString())
        .doesNotContain(login.refreshToken());
  }

  @Test
  void aGrantOfALaterVersionIsNoLogout() {
    Granted login = login("alice");
    byte[] bytes = GrantForm.write(state(login));
    bytes[0] = GrantForm.VERSION + 1;
    var key = keys.keyOf(keys.open(login.refreshToken()).orElseThrow().handle());
    var newer =
        RecordMark.on(
            new Seal(List.of(new byte[32]), random).close(Place.ofGrant("parcels", key), bytes));

    assertThatThrownBy(() -> codec().decode(key, newer)).isInstanceOf(StoreException.class);
  }

  @Test
  void aGrantOfALaterVersionKeepsNoOtherFromEnding() {
    Granted newer = login("alice");
    Granted own = login("alice");
    byte[] bytes = GrantForm.write(state(newer));
    bytes[0] = GrantForm.VERSION + 1;
    var key = keys.keyOf(keys.open(newer.refreshToken()).orElseThrow().handle());
    var header =
        RecordMark.on(
            new Seal(List.of(new byte[32]), random).close(Place.ofGrant("parcels", key), bytes));
    store.update(
        key,
        new SessionDelta(
            Optional.of(header),
            Map.of(),
            Set.of(),
            now(),
            Optional.empty(),
            OptionalLong.empty()));

    assertThat(grants.subjects().list("alice", Optional.empty()))
        .extracting(SessionSummary::handle)
        .containsExactly(own.handle());
    assertThat(grants.subjects().endAllBut("alice", Optional.empty())).isEqualTo(2);

    assertThat(problem(own.refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  private int replaceIdentity(Identity changed) {
    return grants.subjects().revise(changed.name(), login -> changed, now());
  }

  private Grants grants(int most, SubjectLimit.WhenFull whenFull) {
    return new Grants(
        store,
        keys,
        new GrantSettings(IDLE, ABSOLUTE, GRACE, new SubjectLimit(most, whenFull)),
        "parcels",
        List.of(new byte[32]),
        (handle, now) -> denied.add(handle),
        random,
        clock);
  }

  private GrantCodec codec() {
    return new GrantCodec("parcels", List.of(new byte[32]), random);
  }

  private Granted login(String name) {
    Identity identity = Identity.ofPassword(name, Set.of("customer"), NOON);
    return grants.begin(identity.withScopes(alice().scopes()), WEB, PHONE, now());
  }

  static Identity alice() {
    return Identity.ofPassword("alice", Set.of("customer"), NOON)
        .withScopes(Set.of("parcels:read", "parcels:write"));
  }

  private Granted refreshed(String token) {
    RefreshResult result = grants.refresh(token, WEB, Optional.empty(), now());
    assertThat(result).isInstanceOf(RefreshResult.Refreshed.class);
    return ((RefreshResult.Refreshed) result).granted();
  }

  private RefreshProblem problem(String token) {
    return problem(token, WEB);
  }

  private RefreshProblem problem(String token, Holder holder) {
    RefreshResult result = grants.refresh(token, holder, Optional.empty(), now());
    assertThat(result).isInstanceOf(RefreshResult.Refused.class);
    return ((RefreshResult.Refused) result).problem();
  }

  private RefreshResult scoped(String token, String... scopes) {
    return grants.refresh(token, WEB, Optional.of(Set.of(scopes)), now());
  }

  private Instant now() {
    return clock.instant();
  }

  private SessionRecord found(Granted granted) {
    var key = keys.keyOf(keys.open(granted.refreshToken()).orElseThrow().handle());
    return ((FindResult.Found) store.find(key, Optional.empty())).session();
  }

  private byte[] storedBytes(Granted granted) {
    return ((StoredValue.Bytes) found(granted).header()).toByteArray();
  }

  private GrantState state(Granted granted) {
    var key = keys.keyOf(keys.open(granted.refreshToken()).orElseThrow().handle());
    return codec().decode(key, found(granted).header()).orElseThrow();
  }

  private static String otherSecretOf(String token) {
    String[] parts = token.split("\\.", -1);
    return parts[0] + "." + "A".repeat(43) + "." + parts[2];
  }

  private static String sha256(String token) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private SessionStore counted() {
    SessionStore memory =
        new MemoryStoreProvider().open(new StoreSettings("parcels", Map.of(), clock)).sessions();
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (proxy, method, arguments) -> {
              trips.incrementAndGet();
              try {
                return method.invoke(memory, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
