package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered of a credential, asked about again and again. */
class KeyedFactsTest {

  private static final Instant LOGIN = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = Instant.parse("2126-11-20T12:00:00Z");
  private static final int MANY = 10_000;

  private final DenylistReplica denylist = denylist((byte) 1);
  private final KeyedFacts alice = denylist.keyed(Facts.of("j", "alice", LOGIN));

  static Stream<Consumer<DenylistReplica>> denials() {
    return Stream.of(
        denylist -> denylist.denyToken("j", LATER),
        denylist -> denylist.denySession(Facts.SID, LATER),
        denylist -> denylist.denyKey(Facts.KID, LATER),
        denylist -> denylist.denySubject("alice", LOGIN, LATER),
        denylist -> denylist.wantReissue("alice", LOGIN, LATER),
        denylist -> denylist.denyEveryone(LOGIN, LATER));
  }

  @ParameterizedTest
  @MethodSource("denials")
  void whatWasAllowedOnceIsDeniedFromThenOn(Consumer<DenylistReplica> denial) {
    assertThat(denylist.ask(alice)).isEqualTo(Verdict.ALLOWED);

    denial.accept(denylist);

    assertThat(denylist.ask(alice)).isNotEqualTo(Verdict.ALLOWED);
    assertThat(denylist.ask(alice)).isEqualTo(denylist.ask(Facts.of("j", "alice", LOGIN)));
  }

  @Test
  void whatACredentialDoesNotSayIsNotDenied() {
    KeyedFacts login = denylist.keyed(CredentialFacts.ofLogin("alice", LOGIN, Optional.empty()));
    denials().limit(3).forEach(denial -> denial.accept(denylist));
    denylist.wantReissue("alice", Instant.MAX, LATER);

    assertThat(denylist.ask(login)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void anotherDenylistRefusesToBeAsked() {
    DenylistReplica other = denylist((byte) 2);

    assertThat(other.hasKeyed(alice)).isFalse();
    assertThatThrownBy(() -> other.ask(alice)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void askingMakesNoObject() {
    denials().forEach(denial -> denial.accept(denylist));
    KeyedFacts good = denylist.keyed(Facts.issued("k", "bob", LOGIN.plusSeconds(1), LATER));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    denylist.ask(good);
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

    for (int n = 0; n < MANY; n++) {
      denylist.ask(good);
      denylist.ask(alice);
    }

    long made = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(made).isLessThan(MANY);
  }

  /** Of the clock that nodes have, which makes none either. */
  private static DenylistReplica denylist(byte secret) {
    byte[] secrets = new byte[32];
    secrets[0] = secret;
    return new DenylistReplica(new FakeLog(), secrets, Duration.ofDays(1), Clock.systemUTC());
  }
}
