package dev.postern.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.RecordId;
import dev.postern.session.SubjectLimit;
import dev.postern.session.codec.MalformedBytesException;
import dev.postern.store.StoreSettings;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.memory.MemoryStoreProvider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Grants that are bound to whoever they were given to (RFC 9449 section 5, RFC 8705 section 4). */
final class BoundGrantTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Holder WEB = new Holder("parcels", "parcels");
  private static final Holder ALICE = WEB.showing(Set.of("jkt:alice"));
  private static final Holder THIEF = WEB.showing(Set.of("jkt:thief"));
  private static final Optional<Set<String>> ALL = Optional.empty();

  private final SecureRandom random = new SecureRandom();
  private final MutableClock clock = new MutableClock(NOON);
  private final GrantKeys keys = new GrantKeys(new byte[32], random);
  private final Grants grants =
      new Grants(
          new MemoryStoreProvider().open(new StoreSettings("parcels", Map.of(), clock)).sessions(),
          keys,
          new GrantSettings(
              Duration.ofDays(7),
              Duration.ofDays(30),
              Duration.ofSeconds(20),
              new SubjectLimit(100, SubjectLimit.WhenFull.OLDEST_OUT)),
          "parcels",
          List.of(new byte[32]),
          (handle, now) -> {},
          random,
          clock);

  @Test
  void onlyWhoShowsTheKeyRefreshes() {
    String token = login(ALICE);

    for (Holder other : List.of(WEB, THIEF)) {
      assertThat(refresh(token, other))
          .isEqualTo(new RefreshResult.Refused(RefreshProblem.WRONG_SENDER));
    }

    assertThat(refresh(token, ALICE)).isInstanceOf(RefreshResult.Refreshed.class);
  }

  @Test
  void whoShowsMoreThanWasAskedForRefreshesToo() {
    Holder more = WEB.showing(Set.of("jkt:alice", "x5t#S256:desk"));

    assertThat(refresh(login(ALICE), more)).isInstanceOf(RefreshResult.Refreshed.class);
    assertThat(refresh(login(WEB), more)).isInstanceOf(RefreshResult.Refreshed.class);
    assertThat(refresh(login(more), ALICE)).isInstanceOf(RefreshResult.Refused.class);
  }

  @Test
  void anOldTokenInTheHandsOfAThiefEndsNothing() { // RT-2
    String old = login(ALICE);
    String current = token(refresh(old, ALICE));
    clock.advance(Duration.ofHours(1));

    assertThat(refresh(old, THIEF))
        .isEqualTo(new RefreshResult.Refused(RefreshProblem.WRONG_SENDER));
    String next = token(refresh(current, ALICE));

    clock.advance(Duration.ofHours(1));
    assertThat(refresh(current, ALICE)).isEqualTo(new RefreshResult.Refused(RefreshProblem.REUSED));
    assertThat(refresh(next, ALICE)).isEqualTo(new RefreshResult.Refused(RefreshProblem.ENDED));
  }

  @Test
  void aRefreshDoesNotBindWhatWasNotBound() {
    String next = token(refresh(login(WEB), THIEF));

    assertThat(refresh(next, WEB)).isInstanceOf(RefreshResult.Refreshed.class);
  }

  @Test
  void onlyABoundGrantHasTheFormThatOlderNodesDoNotKnow() throws Exception {
    byte[] unbound = GrantForm.write(state(WEB));
    byte[] bound = GrantForm.write(state(ALICE));

    assertThat(unbound[0]).isEqualTo((byte) 1);
    assertThat(bound[0]).isEqualTo((byte) 2);
    assertThat(GrantForm.read(unbound).holder()).isEqualTo(WEB);
    assertThat(GrantForm.read(bound).holder()).isEqualTo(ALICE);
    assertThat(GrantForm.read(GrantForm.write(state(ALICE)))).isEqualTo(state(ALICE));
  }

  @Test
  void bytesOfOneFormAreNoneOfTheOther() {
    byte[] claimsToBeBound = GrantForm.write(state(WEB));
    claimsToBeBound[0] = 2;

    assertThatThrownBy(() -> GrantForm.read(claimsToBeBound))
        .isInstanceOf(MalformedBytesException.class);
    byte[] bound = GrantForm.write(state(ALICE));
    bound[0] = 1;
    assertThatThrownBy(() -> GrantForm.read(bound)).isInstanceOf(MalformedBytesException.class);
  }

  private GrantState state(Holder holder) {
    RecordId handle = new RecordId("A".repeat(22));
    return new GrantState(
        handle,
        holder,
        new Device("Firefox", "192.0.2.7"),
        NOON,
        GrantsTest.alice(),
        NOON,
        new TokenHash("A".repeat(43)),
        Optional.empty());
  }

  private String login(Holder holder) {
    Identity alice = GrantsTest.alice();
    return grants
        .begin(alice, holder, new Device("Firefox", "192.0.2.7"), clock.instant())
        .refreshToken();
  }

  private RefreshResult refresh(String token, Holder holder) {
    return grants.refresh(token, holder, ALL, clock.instant());
  }

  private static String token(RefreshResult result) {
    return ((RefreshResult.Refreshed) result).granted().refreshToken();
  }
}
