package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final SessionKey A = Samples.key(1);
  private static final SessionKey B = Samples.key(2);
  private static final SessionKey C = Samples.key(3);

  /** Written by version 1; a node of any later version has to read it. */
  private static final String VERSION_1 =
      "0152"
          + "00000001"
          + "000000006b00364000000000"
          + "000000006b00364100000000"
          + "00000001"
          + "0000002b"
          + "30".repeat(42)
          + "31";

  @Test
  void theBytesOfVersionOneStayReadable() {
    Roll roll = new Roll(List.of(new Place(List.of(A), NOON, NOON.plusSeconds(1))));

    assertThat(HexFormat.of().formatHex(RollForm.encode(roll))).isEqualTo(VERSION_1);
    assertThat(RollForm.decode(HexFormat.of().parseHex(VERSION_1))).isEqualTo(roll);
  }

  @Test
  void aMoveNeedsNoRoomOfItsOwn() {
    Roll one = new Roll(List.of(place(A)));

    assertThat(one.with(enrolling(B, B, 1))).isEmpty();
    assertThat(one.with(enrolling(A, B, 1))).contains(new Roll(List.of(place(A, B))));
  }

  @Test
  void whatIsPastItsDeadlineLeavesItsRoom() {
    Roll past = new Roll(List.of(new Place(List.of(A), NOON.minusSeconds(9), NOON)));

    assertThat(past.with(enrolling(B, B, 1)).orElseThrow().keys()).containsExactly(B);
  }

  @Test
  void keysThatAreDoneWithAreDroppedAndThoseOfAMoveInFlightAreKept() {
    Roll moving = new Roll(List.of(place(A, B)));

    assertThat(moving.with(enrolling(B, C, 1)).orElseThrow().keys())
        .containsExactlyInAnyOrder(B, C);
    assertThat(moving.with(enrolling(A, C, 1)).orElseThrow().keys())
        .containsExactlyInAnyOrder(A, B, C);
    assertThat(moving.without(B)).isEqualTo(new Roll(List.of(place(A))));
    assertThat(moving.without(B).without(A).places()).isEmpty();
  }

  private static Place place(SessionKey... keys) {
    return new Place(List.of(keys), NOON, NOON.plusSeconds(60));
  }

  private static Enrolling enrolling(SessionKey former, SessionKey key, int most) {
    return new Enrolling(
        new Enrolment(new SubjectKey(A.value()), most), former, key, NOON.plusSeconds(60), NOON);
  }
}
