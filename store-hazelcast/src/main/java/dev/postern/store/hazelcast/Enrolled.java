package dev.postern.store.hazelcast;

/** Whether a session has a place among those of its subject. */
enum Enrolled {
  /** It has got one by this. */
  NOW,
  /** It had one before, under this very key. */
  BEFORE,
  /** There is no room for it. */
  NO_ROOM
}
