package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.config.RandomSecrets;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoreSettings;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.memory.MemoryStoreProvider;
import dev.postern.token.AppSecret;
import dev.postern.token.JwsAlgorithm;
import dev.postern.token.JwtIssuer;
import dev.postern.token.JwtProfile;
import dev.postern.token.JwtResult;
import dev.postern.token.JwtVerifier;
import dev.postern.token.KeyRing;
import dev.postern.token.KeySettings;
import dev.postern.token.KeySource;
import dev.postern.token.KeysUnavailableException;
import dev.postern.token.TokenFormat;
import dev.postern.token.TokenType;
import dev.postern.token.UndeniedKeys;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Two nodes that make and share their signing keys through one store. */
class KeyRecordTest {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LEAD = Duration.ofSeconds(4);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final JwsAlgorithm ES256 = JwsAlgorithm.ES256;
  private static final JwtProfile PROFILE =
      new JwtProfile("shop", "shop", Duration.ZERO, Duration.ofSeconds(10), TokenFormat.JWS, 8192);

  private final SecureRandom random = new SecureRandom();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T10:00:00Z"));
  private final AppSecret secret = AppSecret.ephemeral(random);
  private final KeyRing directory = KeyRing.ephemeral(ES256, random);
  private final SessionStore store =
      new MemoryStoreProvider().open(new StoreSettings("shop", Map.of(), clock)).sessions();
  private boolean down;

  @Test
  void oneNodeMakesTheNextKeyAndAllSeeIt() {
    KeySource a = node();
    KeySource b = node();
    String ofDirectory = directory.keyIds(now()).get(0);

    List<String> first = ids(a);
    assertThat(first).hasSize(2).first().isEqualTo(ofDirectory);
    assertThat(ids(b)).isEqualTo(first);

    elapse(LEAD);
    assertThat(ids(a).get(0)).isEqualTo(first.get(1));
    assertThat(ids(b).get(0)).isEqualTo(first.get(1));
  }

  @Test
  void noTokenIsRefusedWhileTheKeyChangesEveryFewSeconds() { // ROT-1
    List<KeySource> nodes = List.of(node(), node());
    Set<String> signers = new HashSet<>();
    List<JwtIssuer.Issued> issued = new ArrayList<>();
    List<JwtVerifier> verifiers =
        nodes.stream().map(keys -> new JwtVerifier(keys, PROFILE)).toList();
    for (int tick = 0; tick < 100; tick++) {
      KeySource mine = nodes.get(tick % 2);
      Instant now = now();
      JwtIssuer issuer = new JwtIssuer(mine, PROFILE, random);
      issued.add(
          issuer.issue(
              TokenType.ACCESS,
              Map.of("sub", "alice", "client_id", "shop"),
              now,
              now.plusSeconds(10)));
      signers.add(ids(mine).get(0));
      issued.removeIf(token -> !now.isBefore(token.expiresAt()));
      for (JwtVerifier verifier : verifiers) {
        for (JwtIssuer.Issued token : issued) {
          assertThat(verifier.verify(token.text(), TokenType.ACCESS, now))
              .isInstanceOf(JwtResult.Verified.class);
        }
      }
      elapse(Duration.ofSeconds(1));
    }
    assertThat(signers).hasSizeBetween(19, 21);
    assertThat(ids(nodes.get(0))).as("old keys are given up").hasSizeLessThan(9);
  }

  @Test
  void manyNodesThatFindAKeyDueMakeOne() throws Exception {
    List<KeySource> nodes = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      nodes.add(node());
    }
    ExecutorService threads = Executors.newFixedThreadPool(16);
    for (int round = 0; round < 20; round++) {
      List<Future<List<String>>> seen = new ArrayList<>();
      nodes.forEach(each -> seen.add(threads.submit(() -> ids(each))));
      Set<List<String>> different = new HashSet<>();
      for (Future<List<String>> each : seen) {
        different.add(each.get());
      }
      assertThat(different).hasSize(1);
      elapse(EVERY);
    }
    threads.shutdown();
  }

  @Test
  void aNodeThatHearsOfADenialSignsWithAnotherKeyAtOnce() { // ROT-4
    Set<String> denied = new HashSet<>();
    AtomicInteger looks = new AtomicInteger();
    KeySource a = node();
    KeySource b = new UndeniedKeys(counting(node(), looks), denied::contains);
    ids(a);
    elapse(LEAD);
    String signing = ids(b).get(0);

    assertThat(a.remove(signing, now())).isTrue();
    assertThat(ids(b)).as("not heard yet").contains(signing);
    denied.add(signing);
    denied.add("a key of nobody's");

    assertThat(ids(b)).isEqualTo(ids(a)).doesNotContain(signing);
    ids(b);
    assertThat(looks).hasValue(1);
  }

  @Test
  void aDeniedKeyThatNobodyTakesAwayIsLookedForOnce() {
    AtomicInteger looks = new AtomicInteger();
    KeySource keys = new UndeniedKeys(counting(directory, looks), id -> true);

    assertThat(ids(keys)).isEmpty();
    assertThat(ids(keys)).isEmpty();

    assertThat(looks).hasValue(1);
  }

  @Test
  void aDeniedKeyOfTheDirectorySignsNoMoreAlthoughItsFileIsThere() {
    Set<String> denied = new HashSet<>();
    KeySource keys = new UndeniedKeys(node(), denied::contains);
    List<String> both = ids(keys);
    Instant now = now();
    String token = tokenOf(keys, now);

    denied.add(both.get(0));

    assertThat(ids(keys)).containsExactly(both.get(1));
    JwtVerifier verifier = new JwtVerifier(keys, PROFILE);
    assertThat(verifier.verify(token, TokenType.ACCESS, now)).isInstanceOf(JwtResult.Refused.class);
    assertThat(verifier.verify(tokenOf(keys, now), TokenType.ACCESS, now))
        .isInstanceOf(JwtResult.Verified.class);
  }

  private String tokenOf(KeySource keys, Instant now) {
    Map<String, Object> claims = Map.of("sub", "alice", "client_id", "shop");
    return new JwtIssuer(keys, PROFILE, random)
        .issue(TokenType.ACCESS, claims, now, now.plusSeconds(9))
        .text();
  }

  private static KeySource counting(KeySource keys, AtomicInteger looks) {
    return new KeySource() {
      @Override
      public KeyRing at(Instant now) {
        return keys.at(now);
      }

      @Override
      public KeyRing lookedAtAnew(Instant now) {
        looks.incrementAndGet();
        return keys.lookedAtAnew(now);
      }
    };
  }

  @Test
  void aRemovedKeyIsVoidOnAllNodesWithinThePollInterval() { // ROT-4
    KeySource a = node();
    KeySource b = node();
    ids(a);
    elapse(LEAD);
    String signing = ids(b).get(0);
    Instant now = now();
    String token = tokenOf(b, now);
    JwtVerifier verifier = new JwtVerifier(b, PROFILE);
    assertThat(verifier.verify(token, TokenType.ACCESS, now))
        .isInstanceOf(JwtResult.Verified.class);

    assertThat(a.remove(signing, now)).isTrue();
    assertThat(a.remove(signing, now)).isFalse();

    assertThat(ids(a)).doesNotContain(signing);
    elapse(POLL);
    assertThat(verifier.verify(token, TokenType.ACCESS, now()))
        .isInstanceOf(JwtResult.Refused.class);
    assertThat(ids(b)).as("others are there and more to come").hasSizeGreaterThan(1);
  }

  @Test
  void aStoreThatIsDownTakesNoKeyAway() { // ROT-3
    KeySource known = node();
    List<String> before = ids(known);
    down = true;
    elapse(POLL.multipliedBy(10));

    assertThat(ids(known)).containsExactlyInAnyOrderElementsOf(before);
    Assertions.assertThatThrownBy(() -> node().at(now()))
        .as("a node that never saw them must not call good tokens bad")
        .isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void aRecordThatWasLostIsWrittenAgain() {
    KeySource known = node();
    List<String> before = ids(known);
    elapse(Duration.ofDays(91));
    List<String> after = ids(known);

    assertThat(after).containsAll(before);
    assertThat(ids(node())).containsExactlyInAnyOrderElementsOf(after);
  }

  @Test
  void whoHasAnotherMasterKeySeesAndOverwritesNothing() {
    List<String> before = ids(node());
    KeySource stranger =
        KeySource.rotating(
            directory, record(), settings(), AppSecret.ephemeral(random), "shop", ES256, random);
    KeySource otherApp =
        KeySource.rotating(directory, record(), settings(), secret, "other", ES256, random);

    for (KeySource one : List.of(stranger, otherApp)) {
      Assertions.assertThatThrownBy(() -> one.at(now()))
          .isInstanceOf(KeysUnavailableException.class);
    }
    assertThat(ids(node())).isEqualTo(before);
  }

  private KeySource node() {
    KeySource node =
        KeySource.rotating(directory, record(), settings(), secret, "shop", ES256, random);
    node.keepFor(PROFILE.keyLife());
    return node;
  }

  private KeyRecord record() {
    SessionStore failing =
        (SessionStore)
            Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> {
                  if (down) {
                    throw new StoreException("test: down", new IllegalStateException("cut"));
                  }
                  try {
                    return method.invoke(store, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return KeyRecord.of(failing, secret, ES256, settings());
  }

  private static KeySettings settings() {
    return new KeySettings(LEAD, POLL, Optional.of(EVERY), RandomSecrets.ofAppSecret());
  }

  private List<String> ids(KeySource keys) {
    return keys.at(now()).keyIds(now());
  }

  private Instant now() {
    return clock.instant();
  }

  private void elapse(Duration length) {
    clock.advance(length);
  }
}
