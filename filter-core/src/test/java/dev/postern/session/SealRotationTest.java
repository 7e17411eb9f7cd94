package dev.postern.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.LogCapture;
import dev.postern.store.FindResult;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredValue;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records are sealed with a new secret while they live, and nobody is logged out by it. */
class SealRotationTest extends SessionFixture {

  private static final byte[] OLD = filled(1);
  private static final byte[] NEW = filled(2);

  private final SessionManager before = node(OLD);
  private final SessionManager during = node(NEW, OLD);
  private final SessionManager after = node(NEW);

  @Test
  void aNodeThatHasBothReadsWhatWasSealedBefore() {
    SessionId id = loggedIn(before);

    ManagedSession session = during.find(id, now()).orElseThrow();

    assertThat(session.identity()).isPresent();
    assertThat(session.attribute("of")).isEqualTo("alice");
  }

  @Test
  void whatIsWrittenFromThenOnIsSealedWithTheNewOne() {
    SessionId id = loggedIn(before);
    assertThat(keyId(attribute(record(id)))).isEqualTo(keyIdOf(OLD));
    ManagedSession session = during.find(id, now()).orElseThrow();
    session.setAttribute("of", "alice again");
    session.renewId();

    during.save(session, now());

    SessionRecord stored = record(session.id());
    assertThat(keyId(stored.header())).isEqualTo(keyIdOf(NEW));
    assertThat(keyId(attribute(stored))).isEqualTo(keyIdOf(NEW));
    assertThat(after.find(session.id(), now()).orElseThrow().attribute("of"))
        .isEqualTo("alice again");
  }

  @Test
  void aNodeThatOnlyReadsWithTheNewOneServesWhatTheOthersWrite() {
    // The first step of a rotation: every node can open with the new secret before any seals with
    // it.
    SessionManager prepared = node(OLD, NEW);

    assertThat(prepared.find(loggedIn(during), now())).isPresent();
    assertThat(before.find(loggedIn(prepared), now())).isPresent();
  }

  @Test
  void withoutTheOldOneARecordIsAbsentAndThatIsSaid() {
    SessionId id = loggedIn(before);

    try (LogCapture log = new LogCapture(RefusalLog.class)) {
      assertThat(after.find(id, now())).isEmpty();

      assertThat(log.lines())
          .containsExactly("event=session-header-refused reason=unknown-key count=1");
    }
    assertThat(during.find(id, now())).isPresent();
  }

  @Test
  void anAttributeUnderAnUnknownSecretReadsAsNullAndStays() {
    SessionId id = loggedIn(before);
    ManagedSession session = during.find(id, now()).orElseThrow();
    session.renewId();
    during.save(session, now());

    ManagedSession seen = after.find(session.id(), now()).orElseThrow();
    assertThat(seen.attribute("of")).isNull();
    seen.setAttribute("new", "yes");
    after.save(seen, now());

    assertThat(during.find(session.id(), now()).orElseThrow().attribute("of")).isEqualTo("alice");
  }

  private SessionManager node(byte[]... secrets) {
    return new SessionManager(
        new BytesOnlyStore(store),
        keys,
        new SessionSettings(IDLE, ABSOLUTE, GRACE, limit()),
        new SessionSealing(
            "test",
            Arrays.asList(secrets),
            new AttributeSettings(List.of(), 1 << 20, 1 << 22),
            getClass().getClassLoader()),
        new SecureRandom(),
        observer);
  }

  private SessionId loggedIn(SessionManager node) {
    ManagedSession session =
        node.login(node.begin(now()), identity("alice"), Device.UNKNOWN, now());
    session.setAttribute("of", "alice");
    node.save(session, now());
    return session.id();
  }

  private SessionRecord record(SessionId id) {
    return ((FindResult.Found) memory.find(keys.keyOf(id), Optional.empty())).session();
  }

  private static StoredValue attribute(SessionRecord stored) {
    return requireNonNull(stored.attributes().get("of"));
  }

  private static List<Byte> keyIdOf(byte[] secret) {
    Seal seal = new Seal(List.of(secret), new SecureRandom());
    return keyId(
        new StoredValue.Bytes(
            seal.close(Place.ofAttribute("any", new RecordId("r".repeat(22)), "any"), OLD)));
  }

  /** The four bytes of the envelope that name its key. */
  private static List<Byte> keyId(StoredValue stored) {
    byte[] sealed = ((StoredValue.Bytes) stored).toByteArray();
    return List.of(sealed[3], sealed[4], sealed[5], sealed[6]);
  }

  private static byte[] filled(int with) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) with);
    return secret;
  }
}
