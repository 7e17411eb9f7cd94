package dev.postern.session;

import static dev.postern.session.SaveResult.SAVED;
import static dev.postern.session.SaveResult.UNCHANGED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.LogCapture;
import dev.postern.identity.Identity;
import dev.postern.session.codec.ClassPattern;
import dev.postern.store.FindResult;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import java.io.Serial;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FAULTS "Envelope" and T3: what somebody with write access to the store can and cannot do. */
class SealedSessionTest extends SessionFixture {

  private String app = "test";
  private byte[] secret = new byte[32];
  private @Nullable AttributeSettings limits;

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }

  @Override
  SessionSealing sealing() {
    // Asked for the first time before the fields of this class are set.
    return new SessionSealing(
        requireNonNullElse(app, "test"),
        List.of(requireNonNullElse(secret, new byte[32])),
        requireNonNullElse(limits, allowing(List.of(Cart.class.getName()))),
        getClass().getClassLoader());
  }

  @Test
  void nothingOfASessionCanBeReadInTheStore() {
    SessionId id = loggedIn("alice");

    String all = textOf(recordOf(id).header()) + textOf(attributeOf(id, "of"));

    assertThat(all).doesNotContain("alice").doesNotContain("customer").doesNotContain(id.text());
  }

  @Test
  void everythingOfAnIdentityComesBack() {
    Identity full =
        new Identity(
            "\u00e4lice",
            Set.of("customer", "clerk"),
            Set.of("read"),
            Map.of("mail", "a@example.org", "n", 1L, "deep", Map.of("list", List.of(true, "x"))),
            now().plusNanos(1),
            List.of("pwd", "otp"),
            Optional.of("high"));
    ManagedSession session = manager.login(manager.begin(now()), full, Device.UNKNOWN, now());
    manager.save(session, now());

    assertThat(found(session.id()).identity()).contains(full);
    assertThat(found(session.id()).createdAt()).isEqualTo(NOON);
  }

  @Test
  void theHeaderOfAnotherSessionMakesNobodyOfTheCaller() {
    SessionId mallory = loggedIn("mallory");
    SessionId alice = loggedIn("alice");

    overwriteHeader(mallory, recordOf(alice).header());

    assertThat(manager.find(mallory, now())).isEmpty();
    assertThat(found(alice).identity()).isPresent();
  }

  @Test
  void aWholeRecordUnderAnotherKeyIsAbsent() {
    SessionId alice = loggedIn("alice");
    SessionId planted = SessionId.random(new SecureRandom());

    memory.create(keys.keyOf(planted), recordOf(alice), Optional.empty());

    assertThat(manager.find(planted, now())).isEmpty();
  }

  @Test
  void anAttributeOfAnotherSessionOrAnotherNameIsNotTaken() {
    SessionId mallory = loggedIn("mallory");
    SessionId alice = loggedIn("alice");
    overwrite(alice, "of", attributeOf(mallory, "of"));
    overwrite(mallory, "other", attributeOf(mallory, "of"));

    assertThat(found(alice).attribute("of")).isNull();
    assertThat(found(mallory).attribute("other")).isNull();
    assertThat(found(mallory).attribute("of")).isEqualTo("mallory");
  }

  @Test
  void attributesSurviveEveryChangeOfTheIdWithoutBeingWrittenAnew() {
    SessionId id = storedSession();
    StoredValue before = attributeOf(id, "first");

    ManagedSession renewed = found(id);
    renewed.renewId();
    manager.save(renewed, now());
    ManagedSession loggedIn =
        manager.login(found(renewed.id()), identity("alice"), Device.UNKNOWN, now());
    manager.save(loggedIn, now());

    assertThat(attributeOf(loggedIn.id(), "first")).isEqualTo(before);
    assertThat(found(loggedIn.id()).attribute("first")).isEqualTo("1");
  }

  @Test
  void theHeaderFromBeforeALoginCannotBePutBack() {
    SessionId anonymous = storedSession();
    StoredValue before = recordOf(anonymous).header();
    ManagedSession session =
        manager.login(found(anonymous), identity("alice"), Device.UNKNOWN, now());
    manager.save(session, now());

    overwriteHeader(session.id(), before);

    assertThat(manager.find(session.id(), now())).isEmpty();
  }

  @Test
  void anotherAppOnTheSameStoreWithTheSameSecretReadsNothing() {
    SessionId id = loggedIn("alice");
    app = "other";

    assertThat(newNode().find(id, now())).isEmpty();
  }

  @Test
  void aSecretThatIsUnknownHereMakesTheSessionAbsentAndIsCounted() {
    SessionId id = loggedIn("alice");
    secret = "another secret of thirty-two byte".substring(0, 32).getBytes(US_ASCII);
    SessionManager other = newNode();

    try (LogCapture log = new LogCapture(RefusalLog.class)) {
      for (int request = 0; request < 5; request++) {
        assertThat(other.find(id, now())).isEmpty();
      }

      assertThat(log.lines())
          .containsExactly(
              "event=session-header-refused reason=unknown-key count=1",
              "event=session-header-refused reason=unknown-key count=2",
              "event=session-header-refused reason=unknown-key count=4");
    }
  }

  @Test
  void noChangedByteOfAHeaderGetsThrough() {
    SessionId id = loggedIn("alice");
    byte[] header = bytes(recordOf(id).header());

    for (int at = 0; at < header.length; at++) {
      byte[] changed = header.clone();
      changed[at] ^= 1;
      overwriteHeader(id, new StoredValue.Bytes(changed));
      if (at == 1 || at == 2) {
        // It says that a later version wrote it: 503, no logout.
        assertThatThrownBy(() -> manager.find(id, now())).isInstanceOf(StoreException.class);
      } else {
        assertThat(manager.find(id, now())).as("byte %d", at).isEmpty();
      }
    }
    for (int length = 0; length < 40; length++) {
      overwriteHeader(id, new StoredValue.Bytes(Arrays.copyOf(header, length)));
      assertThat(manager.find(id, now())).isEmpty();
    }
  }

  @Test
  void aHeaderOfALaterVersionIsAnOutageOfThisNodeAndNoLogout() {
    SessionId id = loggedIn("alice");
    byte[] later =
        new Seal(List.of(secret), new SecureRandom())
            .close(Place.ofHeader(app, keys.keyOf(id)), new byte[] {HeaderForm.VERSION + 1, 0});
    overwriteHeader(id, new StoredValue.Bytes(later));

    assertThatThrownBy(() -> manager.find(id, now()))
        .isInstanceOf(StoreException.class)
        .hasMessage("A session was stored by a later version of this library.");
  }

  @Test
  void aHeaderThatMissesAFieldIsNoHeader() {
    SessionId id = loggedIn("alice");
    Place place = Place.ofHeader(app, keys.keyOf(id));
    Seal seal = new Seal(List.of(secret), new SecureRandom());
    byte[] plain = ((Opened.Plain) seal.open(place, bytes(recordOf(id).header()))).bytes();

    for (int length = 0; length < plain.length; length++) {
      byte[] cut = seal.close(place, Arrays.copyOf(plain, length));
      overwriteHeader(id, new StoredValue.Bytes(cut));
      assertThat(manager.find(id, now())).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void anAttributeWhoseClassIsUnknownReadsAsNullAndKeepsItsBytes() {
    SessionId id = storedSession();
    ManagedSession session = found(id);
    session.setAttribute("cart", new Cart());
    manager.save(session, now());
    StoredValue before = attributeOf(id, "cart");
    limits = allowing(List.of());
    SessionManager other = newNode();

    try (LogCapture log = new LogCapture(RefusalLog.class)) {
      for (int request = 0; request < 3; request++) {
        ManagedSession there = other.find(id, now()).orElseThrow();
        assertThat(there.attribute("cart")).isNull();
        assertThat(there.attributeNames()).contains("cart");
        there.setAttribute("n", request);
        assertThat(other.save(there, now())).isEqualTo(SAVED);
      }
      assertThat(log.lines())
          .containsExactly(
              "event=session-attribute-unreadable class="
                  + Cart.class.getName()
                  + " attribute=null bytes=kept");
    }

    assertThat(attributeOf(id, "cart")).isEqualTo(before);
    assertThat(found(id).attribute("cart")).isInstanceOf(Cart.class);
  }

  @Test
  void whatIsOnlyReadIsNotWritten() {
    ManagedSession session = manager.begin(now());
    session.setAttribute("map", new HashMap<>(Map.of("a", 1)));
    session.setAttribute("wide", new HashSet<>(1_000));
    session.setAttribute("days", new HashSet<>(Set.of(DayOfWeek.values())));
    session.setAttribute("cart", new Cart());
    session.setAttribute("count", new AtomicInteger());
    manager.save(session, now());

    ManagedSession reader = found(session.id());
    reader.attributeNames().forEach(reader::attribute);

    assertThat(manager.save(reader, now())).isEqualTo(UNCHANGED);
  }

  @Test
  void aReaderNeverPutsBackWhatAnotherRequestChanged() {
    SessionId id = withCart();
    ManagedSession reader = found(id);
    reader.attribute("cart");
    ManagedSession writer = found(id);
    attribute(writer, "cart", Cart.class).items.add("book");
    manager.save(writer, now());

    manager.save(reader, now());

    assertThat(attribute(found(id), "cart", Cart.class).items).containsExactly("book");
  }

  @Test
  void anAttributeIsOneObjectWithinARequest() {
    ManagedSession session = found(withCart());

    assertThat(session.attribute("cart")).isSameAs(session.attribute("cart"));
  }

  @Test
  void everyKindOfMutableValueIsSavedWhenItIsChangedInPlace() {
    ManagedSession session = manager.begin(now());
    session.setAttribute("bytes", new byte[1]);
    session.setAttribute("list", new ArrayList<>(List.of(1)));
    session.setAttribute("count", new AtomicInteger());
    session.setAttribute("cart", new Cart());
    manager.save(session, now());

    ManagedSession next = found(session.id());
    attribute(next, "bytes", byte[].class)[0] = 7;
    attribute(next, "list", List.class).clear();
    attribute(next, "count", AtomicInteger.class).set(5);
    attribute(next, "cart", Cart.class).items.add("book");
    assertThat(manager.save(next, now())).isEqualTo(SAVED);
    assertThat(manager.save(next, now())).isEqualTo(UNCHANGED);

    ManagedSession last = found(session.id());
    assertThat(attribute(last, "bytes", byte[].class)).containsExactly(7);
    assertThat((List<?>) last.attribute("list")).isEmpty();
    assertThat(attribute(last, "count", AtomicInteger.class)).hasValue(5);
    assertThat(attribute(last, "cart", Cart.class).items).containsExactly("book");
  }

  @Test
  void aClassThatIsNotAllowedIsRefusedWhereItIsSet() {
    ManagedSession session = manager.begin(now());

    assertThatThrownBy(() -> session.setAttribute("a", new Foreign()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("session.allowed-classes: ");
    assertThat(session.attributeNames()).isEmpty();
  }

  @Test
  void aSessionThatGrowsTooLargeIsNotSavedAndStaysAsItWas() {
    SessionId id = storedSession();
    ManagedSession session = found(id);
    for (int n = 0; n < 5; n++) {
      session.setAttribute("a" + n, "x".repeat(900_000));
    }

    assertThatThrownBy(() -> manager.save(session, now()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("session.max-bytes: the attributes of a session have 4500")
        .hasMessageEndingWith("and at most 4194304 are allowed. Nothing was saved.");
    assertThat(found(id).attributeNames()).containsExactly("first");
  }

  private SessionId withCart() {
    ManagedSession session = manager.begin(now());
    session.setAttribute("cart", new Cart());
    manager.save(session, now());
    return session.id();
  }

  private SessionRecord recordOf(SessionId id) {
    return ((FindResult.Found) memory.find(keys.keyOf(id), Optional.empty())).session();
  }

  private StoredValue attributeOf(SessionId id, String name) {
    return requireNonNull(recordOf(id).attributes().get(name), name);
  }

  private void overwriteHeader(SessionId id, StoredValue header) {
    overwrite(keys.keyOf(id), Optional.of(header), Map.of());
  }

  private void overwrite(SessionId id, String name, StoredValue value) {
    overwrite(keys.keyOf(id), Optional.empty(), Map.of(name, value));
  }

  private void overwrite(
      SessionKey key, Optional<StoredValue> header, Map<String, StoredValue> changed) {
    memory.update(
        key,
        new SessionDelta(header, changed, Set.of(), now(), Optional.empty(), OptionalLong.empty()));
  }

  private static AttributeSettings allowing(List<String> classes) {
    return new AttributeSettings(
        classes.stream().flatMap(name -> ClassPattern.parse(name).stream()).toList(),
        1 << 20,
        1 << 22);
  }

  private static byte[] bytes(StoredValue value) {
    return ((StoredValue.Bytes) value).toByteArray();
  }

  private static String textOf(StoredValue value) {
    return new String(bytes(value), ISO_8859_1);
  }

  static final class Cart implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
    final List<String> items = new ArrayList<>();
  }

  static final class Foreign implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
  }
}
