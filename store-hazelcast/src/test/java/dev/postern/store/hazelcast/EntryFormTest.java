package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.Lifetime;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryFormTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");

  private static final Live LIVE =
      new Live(
          new SessionRecord(
              Samples.value("h"),
              Map.of("a", Samples.value("1")),
              NOON,
              new Lifetime(Duration.ofSeconds(-1), NOON.plusSeconds(1)),
              7),
          Map.of(),
          List.of(new FormerKey(Samples.key(1), NOON, true)),
          42);

  /** Written by version 1; a node of any later version has to read it. */
  private static final String VERSION_1 =
      "0153"
          + "000000000000002a"
          + "0000000000000007"
          + "000000006b003640075bcd15"
          + "ffffffffffffffff00000000"
          + "000000006b003641075bcd15"
          + "0000000168"
          + "00000001"
          + "0000000161"
          + "0000000131"
          + "00000001"
          + "0000002b"
          + "30".repeat(42)
          + "31"
          + "000000006b003640075bcd15"
          + "01";

  private static final Live PARTED =
      new Live(
          new SessionRecord(
              LIVE.session().header(),
              Map.of("b", new StoredValue.Deferred(5_000)),
              NOON,
              LIVE.session().lifetime(),
              7),
          Map.of("b", "k"),
          LIVE.formerKeys(),
          42);

  /** What has no attribute in place, and names one that is kept apart. */
  private static final String PARTED_VERSION_1 =
      VERSION_1
              .replaceFirst("^0153", "014c")
              .replace("00000001" + "0000000161" + "0000000131", "00000000")
          + "00000001"
          + "0000000162"
          + "000000016b"
          + "00001388";

  private static final Pointer POINTER = new Pointer(Samples.key(1), NOON, true);

  /** As it stands among the former keys of a session. */
  private static final String POINTER_VERSION_1 =
      "0150" + "0000002b" + "30".repeat(42) + "31" + "000000006b003640075bcd15" + "01";

  private static final Pointer OWNED = POINTER.of(Optional.of(new SubjectKey("2".repeat(43))));

  /** And whose it is. */
  private static final String OWNED_VERSION_1 =
      POINTER_VERSION_1.replaceFirst("^0150", "014f") + "0000002b" + "32".repeat(43);

  private static final Leaving LEAVING = Leaving.of(POINTER, LIVE);

  /** Both forms with their lengths before them. */
  private static final String LEAVING_VERSION_1 =
      "014d"
          + String.format("%08x", POINTER_VERSION_1.length() / 2)
          + POINTER_VERSION_1
          + String.format("%08x", VERSION_1.length() / 2)
          + VERSION_1;

  @Test
  void everyEntryComesBackAsItWent() {
    for (Entry entry :
        List.of(
            LIVE,
            PARTED,
            new Pointer(Samples.key(2), Instant.MAX, false),
            OWNED,
            LEAVING,
            Leaving.of(OWNED, PARTED),
            new Tombstone(NOON, NOON.minusSeconds(1)))) {
      assertThat(EntryForm.decode(EntryForm.encode(entry))).isEqualTo(entry);
    }
  }

  @Test
  void theBytesOfVersionOneStayReadable() {
    assertThat(HexFormat.of().formatHex(EntryForm.encode(LIVE))).isEqualTo(VERSION_1);
    assertThat(EntryForm.decode(HexFormat.of().parseHex(VERSION_1))).isEqualTo(LIVE);
    assertThat(HexFormat.of().formatHex(EntryForm.encode(PARTED))).isEqualTo(PARTED_VERSION_1);
    assertThat(EntryForm.decode(HexFormat.of().parseHex(PARTED_VERSION_1))).isEqualTo(PARTED);
  }

  @Test
  void soDoThoseOfPointersAndOfWhatAMovedSessionLeavesBehind() {
    assertThat(HexFormat.of().formatHex(EntryForm.encode(POINTER))).isEqualTo(POINTER_VERSION_1);
    assertThat(EntryForm.decode(HexFormat.of().parseHex(POINTER_VERSION_1))).isEqualTo(POINTER);
    assertThat(HexFormat.of().formatHex(EntryForm.encode(OWNED))).isEqualTo(OWNED_VERSION_1);
    assertThat(EntryForm.decode(HexFormat.of().parseHex(OWNED_VERSION_1))).isEqualTo(OWNED);
    assertThat(HexFormat.of().formatHex(EntryForm.encode(LEAVING))).isEqualTo(LEAVING_VERSION_1);
    assertThat(EntryForm.decode(HexFormat.of().parseHex(LEAVING_VERSION_1))).isEqualTo(LEAVING);
  }

  @Test
  void whatCannotBeReadIsAnOutageAndNotAnAbsence() {
    assertUnreadableWhereverItIsCut(EntryForm.encode(LIVE));
    assertUnreadableWhereverItIsCut(EntryForm.encode(LEAVING));
    assertUnreadable(
        HexFormat.of()
            .parseHex(LEAVING_VERSION_1.replace(VERSION_1, "00".repeat(VERSION_1.length() / 2))));
  }

  private static void assertUnreadableWhereverItIsCut(byte[] form) {
    byte[] later = form.clone();
    later[0] = 2;

    assertUnreadable(later);
    assertUnreadable(Arrays.copyOf(form, form.length + 1));
    for (int length = 0; length < form.length; length++) {
      assertUnreadable(Arrays.copyOf(form, length));
    }
  }

  private static void assertUnreadable(byte[] form) {
    assertThatThrownBy(() -> EntryForm.decode(form))
        .isInstanceOf(StoreException.class)
        .hasMessage("hazelcast: an entry cannot be read");
  }
}
