package dev.postern.session;

/** What a text that a client brought as its session turned out to be. */
public sealed interface CarriedResult {

  /**
   * The session, of the very owner who asks.
   *
   * @param session live
   */
  record Own(ManagedSession session) implements CarriedResult {}

  /** There is no session for this owner. */
  enum None implements CarriedResult {
    /** It is authentic and its time is not over, but it belongs to another owner. */
    ANOTHERS,
    /** Its time is over, or it is nothing of ours. */
    OVER
  }
}
