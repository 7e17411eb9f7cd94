package dev.postern.store.hazelcast;

/**
 * Through which calls the methods of a map go, so that what must not wait never waits for what may.
 * Thread-safe.
 *
 * @param reads for what changes nothing
 * @param changes for what changes something
 * @param ends for what ends a session or takes something back
 */
record Lanes(Asking reads, Asking changes, Asking ends) {

  /** Every method in the thread of its caller, where there is time. */
  static Lanes ofCallers() {
    Asking caller = new AtOnce();
    return new Lanes(caller, caller, caller);
  }

  /** Every method goes where ends go. */
  Lanes ending() {
    return new Lanes(ends, ends, ends);
  }
}
