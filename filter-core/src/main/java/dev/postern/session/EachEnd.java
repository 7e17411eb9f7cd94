package dev.postern.session;

import dev.postern.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Ends of many, none of which is left out because that of another failed. */
public final class EachEnd {

  /** One server of several may be lost; more failures than this mean that all are. */
  private static final int PATIENCE = 2;

  private EachEnd() {}

  /**
   * Ends these, as many as the store lets.
   *
   * @param what they are called in the message of the failure
   * @param end tells whether there was one
   * @return how many there were still
   * @throws StoreException if some could not be ended
   */
  public static <T> int of(Collection<T> all, String what, Predicate<T> end) {
    int ended = 0;
    List<StoreException> failures = new ArrayList<>();
    for (T one : all) {
      try {
        ended += end.test(one) ? 1 : 0;
      } catch (StoreException e) {
        failures.add(e);
        if (failures.size() == PATIENCE) {
          break;
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new StoreException(
          "Of " + all.size() + " " + what + " only " + ended + " could be ended.", failures.get(0));
    }
    return ended;
  }
}
