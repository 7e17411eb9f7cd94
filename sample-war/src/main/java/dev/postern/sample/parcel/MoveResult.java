package dev.postern.sample.parcel;

/** What came of the wish to move a parcel. Immutable. */
public sealed interface MoveResult {

  /** It moved. */
  record Moved(Parcel parcel) implements MoveResult {}

  /** The step does not follow where the parcel stands; perhaps somebody else was faster. */
  record OutOfOrder(Step standing) implements MoveResult {}

  /** There is no such parcel. */
  record Unknown() implements MoveResult {}
}
