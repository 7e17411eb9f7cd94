package dev.postern.sample.parcel;

import java.util.ArrayList;
import java.util.List;

/**
 * A parcel and all that happened to it. Immutable and thread-safe.
 *
 * @param number what the sender tracks it by
 * @param sender the name of the customer who sent it
 * @param recipient whom it is for
 * @param town where it goes
 * @param history oldest first, never empty
 */
public record Parcel(
    String number, String sender, String recipient, String town, List<Movement> history) {

  /** Copies the history, and refuses an empty one. */
  public Parcel {
    history = List.copyOf(history);
    if (history.isEmpty()) {
      throw new IllegalArgumentException("A parcel has at least been registered.");
    }
  }

  /** Where it stands now. */
  public Step step() {
    return history.get(history.size() - 1).step();
  }

  Parcel with(Movement movement) {
    List<Movement> longer = new ArrayList<>(history);
    longer.add(movement);
    return new Parcel(number, sender, recipient, town, longer);
  }
}
