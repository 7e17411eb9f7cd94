package dev.postern.store.redis;

import java.time.Duration;

/** A real Redis of some kind, that nodes can share. */
interface RedisBackend extends AutoCloseable {

  /** Where it is, as the setting {@code store.uri} names it. */
  String uri();

  /**
   * Lets time pass at once: every key that begins so has that much less to live, and is gone if it
   * has nothing left.
   */
  void elapse(Duration length, String prefix);

  @Override
  void close();
}
