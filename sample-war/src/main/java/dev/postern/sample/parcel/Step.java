package dev.postern.sample.parcel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a parcel stands on its way. Immutable. */
public enum Step {
  /** The sender told us about it. */
  REGISTERED("Registered"),
  /** We have it. */
  COLLECTED("Collected"),
  /** It travels between depots. */
  IN_TRANSIT("In transit"),
  /** It is in the van. */
  OUT_FOR_DELIVERY("Out for delivery"),
  /** The recipient has it. */
  DELIVERED("Delivered"),
  /** It went back to its sender. */
  RETURNED("Returned");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** For people. */
  public String getLabel() {
    return label;
  }

  /** For machines, for example {@code in-transit}. */
  public String getCode() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step with this code, if there is one. */
  public static Optional<Step> ofCode(String code) {
    return Stream.of(values()).filter(step -> step.getCode().equals(code)).findFirst();
  }

  /** The steps that may come next; none after the last. */
  public List<Step> getFollowing() {
    return switch (this) {
      case REGISTERED -> List.of(COLLECTED);
      case COLLECTED -> List.of(IN_TRANSIT);
      case IN_TRANSIT -> List.of(OUT_FOR_DELIVERY);
      case OUT_FOR_DELIVERY -> List.of(DELIVERED, RETURNED);
      case DELIVERED, RETURNED -> List.of();
    };
  }
}
