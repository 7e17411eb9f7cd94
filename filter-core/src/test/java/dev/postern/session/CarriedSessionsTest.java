package dev.postern.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.session.codec.ClassPattern;
import dev.postern.store.StoreException;
import dev.postern.store.contract.MutableClock;
import java.io.Serial;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions in the hands of those they are about: what they can and cannot do with them. */
class CarriedSessionsTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration ABSOLUTE = Duration.ofHours(12);
  private static final SessionOwner ALICE = new SessionOwner("alice", "sid 1");
  private static final byte[] SECRET = secret(1);
  private static final int LONGEST = 4000;

  private final MutableClock clock = new MutableClock(NOON);
  private final EndsHeard ends = new EndsHeard();
  private final CarriedSessions sessions = sessions("shop", "cookie", SECRET);

  @Test
  void whatWasSetComesBackWithEverythingOfTheSession() {
    ManagedSession begun = sessions.begin(NOON);
    begun.setAttribute("cart", new ArrayList<>(List.of("book")));
    begun.setMaxInactive(Duration.ofMinutes(5));
    String text = sealed(begun, ALICE);

    clock.advance(Duration.ofSeconds(10));
    ManagedSession found = own(text, ALICE);

    assertThat(begun.isNew()).isTrue();
    assertThat(found.isNew()).isFalse();
    assertThat(found.attribute("cart")).isEqualTo(List.of("book"));
    assertThat(found.attributeNames()).containsExactly("cart");
    assertThat(found.id()).isEqualTo(begun.id());
    assertThat(found.recordId()).isEqualTo(begun.recordId());
    assertThat(found.createdAt()).isEqualTo(NOON);
    assertThat(found.lastAccessedAt()).isEqualTo(NOON);
    assertThat(found.maxInactive()).isEqualTo(Duration.ofMinutes(5));
    assertThat(found.expiresAt()).isEqualTo(NOON.plus(ABSOLUTE));
    assertThat(found.isCarried()).isTrue();
  }

  @Test
  void nothingOfItCanBeReadByWhoeverCarriesIt() {
    ManagedSession begun = sessions.begin(NOON);
    begun.setAttribute("discount", "forty percent");
    String text = sealed(begun, ALICE);

    assertThat(text).matches("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]+");
    String bytes = new String(Base64.getUrlDecoder().decode(text.substring(23)), UTF_8) + text;
    assertThat(bytes)
        .doesNotContain("discount")
        .doesNotContain("forty")
        .doesNotContain("alice")
        .doesNotContain(begun.id().text());
  }

  @Test
  void oneIntoWhichNothingWasPutIsNotSent() {
    assertThat(sessions.seal(sessions.begin(NOON), ALICE, NOON)).isEmpty();
  }

  @Test
  void anotherSubjectOrAnotherLoginOrNobodyHasNothingOfIt() {
    String text = sealed(withCart(), ALICE);

    assertThat(open(text, new SessionOwner("mallory", "sid 1")))
        .isEqualTo(CarriedResult.None.ANOTHERS);
    assertThat(open(text, new SessionOwner("alice", "sid 2")))
        .isEqualTo(CarriedResult.None.ANOTHERS);
    assertThat(open(text, new SessionOwner("alice", "jti 1")))
        .isEqualTo(CarriedResult.None.ANOTHERS);
    assertThat(open(text, new SessionOwner("alices", "id 1")))
        .isEqualTo(CarriedResult.None.ANOTHERS);
    assertThat(open(text, SessionOwner.NOBODY)).isEqualTo(CarriedResult.None.ANOTHERS);
    String nobodys = sealed(withCart(), SessionOwner.NOBODY);
    assertThat(open(nobodys, ALICE)).isEqualTo(CarriedResult.None.ANOTHERS);
  }

  @Test
  void anotherApplicationAnotherCookieAndAnotherSecretOpenNothing() {
    String text = sealed(withCart(), ALICE);

    assertThat(sessions("shop2", "cookie", SECRET).open(text, ALICE, NOON))
        .isEqualTo(CarriedResult.None.OVER);
    assertThat(sessions("shop", "cookie2", SECRET).open(text, ALICE, NOON))
        .isEqualTo(CarriedResult.None.OVER);
    assertThat(sessions("shop", "cookie", secret(2)).open(text, ALICE, NOON))
        .isEqualTo(CarriedResult.None.OVER);
  }

  @Test
  void theSealOfASessionInAStoreIsNoneHere() {
    RecordId record = RecordId.random(new SecureRandom());
    byte[] bytes =
        new Seal(List.of(SECRET), new SecureRandom())
            .close(Place.ofAttribute("shop", record, "cookie"), new byte[300]);

    String text =
        record.value() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

    assertThat(open(text, ALICE)).isEqualTo(CarriedResult.None.OVER);
  }

  @Test
  void everyCutAndEveryOtherCharacterIsRefused() {
    String text = sealed(withCart(), ALICE);

    for (int length = 0; length < text.length(); length++) {
      assertThat(open(text.substring(0, length), ALICE)).isEqualTo(CarriedResult.None.OVER);
    }
    for (int at = 0; at < text.length(); at++) {
      for (char other : new char[] {'A', 'B', '_', '.', '=', ' ', '\u00e4', '\0'}) {
        if (text.charAt(at) != other) {
          String changed = text.substring(0, at) + other + text.substring(at + 1);
          assertThat(open(changed, ALICE)).isEqualTo(CarriedResult.None.OVER);
        }
      }
    }
    assertThat(open(text + "A", ALICE)).isEqualTo(CarriedResult.None.OVER);
    assertThat(open(text + text, ALICE)).isEqualTo(CarriedResult.None.OVER);
  }

  @Test
  void everyFlippedBitIsRefused() {
    String text = sealed(withCart(), ALICE);
    byte[] bytes = Base64.getUrlDecoder().decode(text.substring(23));

    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      String changed =
          text.substring(0, 23) + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
      assertThat(open(changed, ALICE)).isEqualTo(CarriedResult.None.OVER);
    }
  }

  @Test
  void twoSpellingsOfTheSameBytesAreNotOneSession() {
    ManagedSession begun = withCart();
    String text = sealed(begun, ALICE);
    while (Base64.getUrlDecoder().decode(text.substring(23)).length % 3 == 0) {
      begun.setAttribute("cart", begun.attribute("cart") + "x");
      text = sealed(begun, ALICE);
    }
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(text.charAt(text.length() - 1));

    String other = text.substring(0, text.length() - 1) + alphabet.charAt(last + 1);

    assertThat(Base64.getUrlDecoder().decode(other.substring(23)))
        .isEqualTo(Base64.getUrlDecoder().decode(text.substring(23)));
    assertThat(open(other, ALICE)).isEqualTo(CarriedResult.None.OVER);
  }

  @Test
  void whatIsLongerThanAnyCookieIsNotLookedAt() {
    assertThat(open("A".repeat(22) + "." + "A".repeat(10_000_000), ALICE))
        .isEqualTo(CarriedResult.None.OVER);
  }

  @Test
  void itEndsWhenItWasNotUsedAndWhenItsDeadlineIsThere() {
    String text = sealed(withCart(), ALICE);

    clock.advance(IDLE.minusNanos(1));
    assertThat(open(text, ALICE)).isInstanceOf(CarriedResult.Own.class);
    clock.advance(Duration.ofNanos(1));
    assertThat(open(text, ALICE)).isEqualTo(CarriedResult.None.OVER);
    assertThat(open(text, SessionOwner.NOBODY)).isEqualTo(CarriedResult.None.OVER);

    clock.advance(IDLE.negated());
    ManagedSession endless = withCart();
    endless.setMaxInactive(Duration.ZERO);
    String longer = sealed(endless, ALICE);
    clock.advance(ABSOLUTE.minusNanos(1));
    assertThat(open(longer, ALICE)).isInstanceOf(CarriedResult.Own.class);
    clock.advance(Duration.ofNanos(1));
    assertThat(open(longer, ALICE)).isEqualTo(CarriedResult.None.OVER);
  }

  @Test
  void readingMovesTheLastAccessOnceInATenthOfTheTimeout() {
    String text = sealed(withCart(), ALICE);

    clock.advance(IDLE.dividedBy(10).minusNanos(1));
    ManagedSession early = own(text, ALICE);
    early.attribute("cart");
    assertThat(sessions.seal(early, ALICE, now())).isEmpty();

    clock.advance(Duration.ofNanos(1));
    ManagedSession due = own(text, ALICE);
    String moved = sealed(due, ALICE);
    assertThat(sessions.seal(due, ALICE, now())).isEmpty();
    assertThat(own(moved, ALICE).lastAccessedAt()).isEqualTo(now());
    assertThat(own(moved, ALICE).attribute("cart")).isEqualTo("full");
    assertThat(own(moved, ALICE).id()).isEqualTo(own(text, ALICE).id());
  }

  @Test
  void aValueThatWasChangedInPlaceIsFoundAndWhatIsReadOnlyIsNot() {
    ManagedSession begun = sessions.begin(NOON);
    begun.setAttribute("list", new ArrayList<>(List.of("a")));
    begun.setAttribute("text", "b");
    String text = sealed(begun, ALICE);

    ManagedSession reading = own(text, ALICE);
    reading.attribute("list");
    reading.attribute("text");
    assertThat(sessions.seal(reading, ALICE, NOON)).isEmpty();

    ManagedSession changing = own(text, ALICE);
    list(changing).add("c");
    assertThat(own(sealed(changing, ALICE), ALICE).attribute("list")).isEqualTo(List.of("a", "c"));
  }

  @Test
  void removingTheLastAttributeLeavesASessionWithNone() {
    ManagedSession found = own(sealed(withCart(), ALICE), ALICE);

    found.removeAttribute("cart");

    assertThat(own(sealed(found, ALICE), ALICE).attributeNames()).isEmpty();
  }

  @Test
  void aLoginKeepsTheAttributesAndChangesTheIdAndTheOwner() {
    String before = sealed(withCart(), SessionOwner.NOBODY);
    clock.advance(Duration.ofMinutes(10));
    ManagedSession found = own(before, SessionOwner.NOBODY);
    SessionId former = found.id();

    sessions.login(found, now());
    String after = sealed(found, ALICE);

    ManagedSession mine = own(after, ALICE);
    assertThat(mine.id()).isNotEqualTo(former);
    assertThat(mine.attribute("cart")).isEqualTo("full");
    assertThat(mine.expiresAt()).isEqualTo(now().plus(ABSOLUTE));
    assertThat(open(after, SessionOwner.NOBODY)).isEqualTo(CarriedResult.None.ANOTHERS);
    assertThat(open(before, ALICE)).isEqualTo(CarriedResult.None.ANOTHERS);
  }

  @Test
  void anotherIdLeavesEverythingElse() {
    ManagedSession found = own(sealed(withCart(), ALICE), ALICE);
    SessionId former = found.id();

    found.renewId();

    ManagedSession after = own(sealed(found, ALICE), ALICE);
    assertThat(after.id()).isNotEqualTo(former);
    assertThat(after.recordId()).isEqualTo(found.recordId());
    assertThat(after.attribute("cart")).isEqualTo("full");
  }

  @Test
  void anEndIsToldOnceAndNothingIsSealedAfterIt() {
    ManagedSession found = own(sealed(withCart(), ALICE), ALICE);

    sessions.end(found);
    sessions.end(found);

    assertThat(found.isValid()).isFalse();
    assertThat(ends.all).hasSize(1);
    assertThat(sessions.seal(found, ALICE, NOON)).isEmpty();
    assertThatThrownBy(() -> found.attribute("cart")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatDoesNotFitIsRefusedWhereItIsSetAndLeavesTheSessionAsItWas() {
    ManagedSession begun = withCart();
    int room = 2755;

    assertThatThrownBy(() -> begun.setAttribute("photo", "x".repeat(3000)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "http-session: with \"token\" the attributes of a session have at most "
                + room
                + " bytes, or its cookie would be too long, and these have 3029 (photo: 3014, cart:"
                + " 15). Keep less in the session, or use strategy session or stateful-jwt. Nothing was saved.");
    assertThatThrownBy(() -> begun.setAttribute("cart", "x".repeat(3000)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(begun.attributeNames()).containsExactly("cart");
    assertThat(begun.attribute("cart")).isEqualTo("full");
    assertThat(own(sealed(begun, ALICE), ALICE).attribute("cart")).isEqualTo("full");
  }

  @Test
  void anAttributeThatWasRemovedStaysSoWhenItsSuccessorDoesNotFit() {
    ManagedSession found = own(sealed(withCart(), ALICE), ALICE);
    found.removeAttribute("cart");

    assertThatThrownBy(() -> found.setAttribute("cart", "x".repeat(3000)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(found.attributeNames()).isEmpty();
    assertThat(own(sealed(found, ALICE), ALICE).attributeNames()).isEmpty();
  }

  @Test
  void whatGrewInPlaceIsRefusedWhenTheSessionIsSealed() {
    ManagedSession begun = sessions.begin(NOON);
    begun.setAttribute("list", new ArrayList<>(List.of("a")));
    String text = sealed(begun, ALICE);
    ManagedSession found = own(text, ALICE);
    IntStream.range(0, 1000).forEach(n -> list(found).add("number " + n));

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> sessions.seal(found, ALICE, NOON))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("list: ");
    }
    assertThat(own(text, ALICE).attribute("list")).isEqualTo(List.of("a"));
  }

  @Test
  void whateverIsLetInFitsIntoTheCookie() {
    for (int idle : new int[] {1, 1_000_000}) {
      ManagedSession begun = sessions.begin(NOON.plusNanos(999_999_999));
      begun.setMaxInactive(Duration.ofSeconds(idle));
      int length = 0;
      try {
        while (length < LONGEST) {
          begun.setAttribute("a" + length, "b");
          length++;
        }
      } catch (IllegalStateException full) {
        begun.setAttribute("a0", "b");
      }
      assertThat(length).isBetween(200, LONGEST - 1);
      assertThat(sealed(begun, ALICE).length()).isBetween(LONGEST - 400, LONGEST);
    }
  }

  @Test
  void theLimitOfAllSessionsHoldsHereToo() {
    CarriedSessions small =
        sessions("shop", "cookie", List.of(SECRET), new AttributeSettings(List.of(), 1024, 1024));

    small.begin(NOON).setAttribute("a", "x".repeat(1010));
    assertThatThrownBy(() -> small.begin(NOON).setAttribute("a", "x".repeat(1015)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at most 1024 bytes");
  }

  @Test
  void classesOfOthersAreRefusedWhereTheyAreSet() {
    assertThatThrownBy(() -> sessions.begin(NOON).setAttribute("a", new Secret(Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("session.allowed-classes")
        .hasMessageContaining(Secret.class.getName());
  }

  @Test
  void aClassThatIsNoLongerAllowedReadsAsNullAndKeepsItsBytes() throws Exception {
    AttributeSettings listing =
        new AttributeSettings(
            List.of(ClassPattern.parse(Secret.class.getName()).orElseThrow()), 1 << 20, 1 << 22);
    CarriedSessions former = sessions("shop", "cookie", List.of(SECRET), listing);
    ManagedSession begun = former.begin(NOON);
    begun.setAttribute("secret", new Secret(NOON));
    begun.setAttribute("cart", "full");
    String text = former.seal(begun, ALICE, NOON).orElseThrow();

    ManagedSession found = own(text, ALICE);
    assertThat(found.attribute("secret")).isNull();
    found.setAttribute("cart", "empty");

    CarriedResult later = former.open(sealed(found, ALICE), ALICE, NOON);
    assertThat(((CarriedResult.Own) later).session().attribute("secret"))
        .isEqualTo(new Secret(NOON));
  }

  @Test
  void aSealThatIsNotTheFirstAnyMoreOpensWhatItSealed() {
    String text = sealed(withCart(), ALICE);
    CarriedSessions rotated = sessions("shop", "cookie", List.of(secret(2), SECRET), limits());

    ManagedSession found = ((CarriedResult.Own) rotated.open(text, ALICE, NOON)).session();
    found.setAttribute("cart", "new");
    String anew = rotated.seal(found, ALICE, NOON).orElseThrow();

    assertThat(sessions("shop", "cookie", secret(2)).open(anew, ALICE, NOON))
        .isInstanceOf(CarriedResult.Own.class);
    assertThat(open(anew, ALICE)).isEqualTo(CarriedResult.None.OVER);
  }

  @Test
  void whatALaterVersionSealedIsAnOutageAndWhatIsNoSessionIsNone() {
    assertThatThrownBy(() -> open(sealing(new byte[] {2, 0}), ALICE))
        .isInstanceOf(StoreException.class);
    assertThat(open(sealing(new byte[] {0}), ALICE)).isEqualTo(CarriedResult.None.OVER);
    assertThat(open(sealing(new byte[] {1, 0}), ALICE)).isEqualTo(CarriedResult.None.OVER);
    assertThat(open(sealing(new byte[0]), ALICE)).isEqualTo(CarriedResult.None.OVER);
    byte[] bomb = new byte[300];
    bomb[0] = 1;
    assertThat(open(sealing(bomb), ALICE)).isEqualTo(CarriedResult.None.OVER);
  }

  @Test
  void noTwoTextsAreAlike() {
    ManagedSession begun = withCart();
    Set<String> texts = new HashSet<>();
    for (int n = 0; n < 100; n++) {
      begun.setAttribute("cart", "full");
      texts.add(sealed(begun, ALICE));
    }

    assertThat(texts).hasSize(100);
  }

  @Test
  void itIsNothingForANameThatLeavesNoRoom() {
    assertThatThrownBy(
            () ->
                new CarriedSessions(
                    new SessionKeys(SECRET),
                    settings(),
                    sealing("shop", List.of(SECRET), limits()),
                    "cookie",
                    200,
                    new SecureRandom(),
                    ends))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Instant now() {
    return clock.instant();
  }

  private CarriedResult open(String text, SessionOwner owner) {
    return sessions.open(text, owner, now());
  }

  private ManagedSession own(String text, SessionOwner owner) {
    CarriedResult result = open(text, owner);
    assertThat(result).isInstanceOf(CarriedResult.Own.class);
    return ((CarriedResult.Own) result).session();
  }

  private String sealed(ManagedSession session, SessionOwner owner) {
    return sessions.seal(session, owner, now()).orElseThrow();
  }

  private ManagedSession withCart() {
    ManagedSession begun = sessions.begin(now());
    begun.setAttribute("cart", "full");
    return begun;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(ManagedSession session) {
    return SessionFixture.attribute(session, "list", List.class);
  }

  private static String sealing(byte[] bytes) {
    return new CarriedText(
            sealing("shop", List.of(SECRET), limits()), "cookie", LONGEST, new SecureRandom())
        .close(RecordId.random(new SecureRandom()), bytes);
  }

  private CarriedSessions sessions(String app, String carrier, byte[] secret) {
    return sessions(app, carrier, List.of(secret), limits());
  }

  private CarriedSessions sessions(
      String app, String carrier, List<byte[]> secrets, AttributeSettings limits) {
    return new CarriedSessions(
        new SessionKeys(SECRET),
        settings(),
        sealing(app, secrets, limits),
        carrier,
        LONGEST,
        new SecureRandom(),
        ends);
  }

  private static SessionSettings settings() {
    return new SessionSettings(
        IDLE, ABSOLUTE, Duration.ZERO, new SubjectLimit(100, SubjectLimit.WhenFull.OLDEST_OUT));
  }

  private static SessionSealing sealing(
      String app, List<byte[]> secrets, AttributeSettings limits) {
    return new SessionSealing(app, secrets, limits, CarriedSessionsTest.class.getClassLoader());
  }

  private static AttributeSettings limits() {
    return new AttributeSettings(List.of(), 1 << 20, 1 << 22);
  }

  private static byte[] secret(int first) {
    byte[] secret = new byte[32];
    secret[0] = (byte) first;
    return secret;
  }

  /** A class of some library. */
  record Secret(Instant when) implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
  }
}
