package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFormTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** As a node writes it that knows only tokens and subjects. */
  private static final byte[] FORM_OF_TWO_KINDS =
      HexFormat.of()
          .parseHex(
              "014c"
                  + "000000016c" // the name, l
                  + "000000016c" // the origin, l
                  + "0000000000000001" // the number of the first entry
                  + "00000002"
                  + ("00" + "0000000161" + "000000006a1deec000000000" + "000000006a1deec000000000")
                  + ("01"
                      + "0000000162"
                      + "000000006a1deec000000000"
                      + "000000006a1deec000000000"));

  @Test
  void theFormOfTwoKindsIsReadAndWrittenAsEver() {
    Instant time = Instant.ofEpochSecond(0x6a1deec0L);
    LogTail tail =
        new LogTail(
            "l",
            "l",
            1,
            List.of(
                new Denial(Kind.TOKEN, "a", time, time),
                new Denial(Kind.SUBJECT, "b", time, time)));

    assertThat(LogForm.decode(FORM_OF_TWO_KINDS)).isEqualTo(tail);
    assertThat(LogForm.encode(tail)).isEqualTo(FORM_OF_TWO_KINDS);
  }

  @Test
  void aKindOfALaterVersionStaysInThePageThatThisNodeWrites() {
    Denial unknown = new Denial(new Kind('Z'), "a", NOON, NOON);
    LogTail tail = LogForm.decode(LogForm.encode(LogTail.begin().with(unknown)));

    assertThat(tail.with(unknown).denials()).containsExactly(unknown, unknown);
  }
}
