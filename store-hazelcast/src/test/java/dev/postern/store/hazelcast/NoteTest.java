package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoteTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void aNoteComesBackAsItWent() {
    Note note = new Note(NOON, Samples.key(1));

    assertThat(Note.parse(note.text())).isEqualTo(note);
  }

  @Test
  void aNoteIsDueFromItsInstantOnAndNotBefore() {
    String text = new Note(NOON, Samples.key(1)).text();

    assertThat(text).isLessThan(Note.lastTextOf(NOON));
    assertThat(text).isGreaterThan(Note.lastTextOf(NOON.minusMillis(1)));
  }

  @Test
  void aNoteIsNeverDueBeforeTheEnd() {
    String text = new Note(NOON.plusNanos(1), Samples.key(1)).text();

    assertThat(text).isGreaterThan(Note.lastTextOf(NOON));
    assertThat(text).isLessThan(Note.lastTextOf(NOON.plusMillis(1)));
  }
}
