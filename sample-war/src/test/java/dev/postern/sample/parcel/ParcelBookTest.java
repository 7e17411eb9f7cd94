package dev.postern.sample.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ParcelBookTest {

  private static final Instant NOW = Instant.parse("2026-11-20T08:30:00Z");

  private final ParcelBook book = new ParcelBook(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aNewParcelIsRegisteredByItsSender() {
    Parcel parcel = book.register("alice", "Ada", "Nottingham").orElseThrow();

    assertThat(parcel.step()).isEqualTo(Step.REGISTERED);
    assertThat(parcel.history()).containsExactly(new Movement(Step.REGISTERED, NOW, "alice"));
    assertThat(book.find(parcel.number())).contains(parcel);
  }

  @Test
  void aParcelMovesOneStepAfterTheOther() {
    String number = book.register("alice", "Ada", "Nottingham").orElseThrow().number();

    MoveResult first = book.move(number, Step.COLLECTED, "carol");
    MoveResult tooFar = book.move(number, Step.DELIVERED, "carol");

    assertThat(first).isInstanceOf(MoveResult.Moved.class);
    assertThat(tooFar).isEqualTo(new MoveResult.OutOfOrder(Step.COLLECTED));
    assertThat(book.find(number).orElseThrow().step()).isEqualTo(Step.COLLECTED);
  }

  @Test
  void anUnknownParcelDoesNotMove() {
    assertThat(book.move("PD-1", Step.COLLECTED, "carol")).isEqualTo(new MoveResult.Unknown());
  }

  @Test
  void aCustomerSeesOwnParcelsOnlyTheNewestFirst() {
    Parcel first = book.register("alice", "Ada", "Nottingham").orElseThrow();
    book.register("dora", "Grace", "Arlington");
    Parcel last = book.register("alice", "Emmy", "Erlangen").orElseThrow();

    assertThat(book.sentBy("alice")).containsExactly(last, first);
  }

  @Test
  void everyStepIsCountedAlsoWithNothingThere() {
    book.register("alice", "Ada", "Nottingham");

    assertThat(book.countByStep())
        .containsOnlyKeys(Step.values())
        .containsEntry(Step.REGISTERED, 1)
        .containsEntry(Step.RETURNED, 0);
  }

  @Test
  void aFullBookRefuses() {
    for (int i = 0; i < ParcelBook.CAPACITY; i++) {
      book.register("alice", "Ada", "Nottingham");
    }

    assertThat(book.register("alice", "Ada", "Nottingham")).isEmpty();
  }

  @Test
  void ofManyClerksExactlyOneMovesAParcel() throws Exception {
    String number = book.register("alice", "Ada", "Nottingham").orElseThrow().number();
    Callable<MoveResult> move = () -> book.move(number, Step.COLLECTED, "carol");
    ExecutorService clerks = Executors.newFixedThreadPool(8);

    List<Future<MoveResult>> results = clerks.invokeAll(Collections.nCopies(100, move));
    clerks.shutdown();

    int moved = 0;
    for (Future<MoveResult> result : results) {
      moved += result.get() instanceof MoveResult.Moved ? 1 : 0;
    }
    assertThat(moved).isEqualTo(1);
  }
}
