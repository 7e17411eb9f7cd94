package dev.postern.sample.api;

import dev.postern.sample.parcel.Movement;
import dev.postern.sample.parcel.Parcel;
import dev.postern.sample.parcel.Step;
import java.util.List;

/** A parcel as the API shows it. Immutable and thread-safe. */
record ParcelView(
    String number,
    String sender,
    String recipient,
    String town,
    String step,
    List<String> following,
    List<MovementView> history) {

  static ParcelView of(Parcel parcel) {
    return new ParcelView(
        parcel.number(),
        parcel.sender(),
        parcel.recipient(),
        parcel.town(),
        parcel.step().getCode(),
        parcel.step().getFollowing().stream().map(Step::getCode).toList(),
        parcel.history().stream().map(MovementView::of).toList());
  }

  /** One line of the history. */
  record MovementView(String step, String at, String by) {

    static MovementView of(Movement movement) {
      return new MovementView(movement.step().getCode(), movement.at().toString(), movement.by());
    }
  }
}
