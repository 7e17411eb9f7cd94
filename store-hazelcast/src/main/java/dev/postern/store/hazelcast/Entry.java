package dev.postern.store.hazelcast;

import java.time.Duration;
import java.time.Instant;

/** What a session key stands for. */
sealed interface Entry permits Live, Leaving, Pointer, Tombstone {

  /** From this instant on the key is as good as unused. */
  Instant end();

  /** How long the members have to keep it. */
  default Duration life(Instant now) {
    return Duration.between(now, end());
  }

  /** Whether the end has come; at its very instant it has. */
  default boolean isPast(Instant now) {
    return !now.isBefore(end());
  }
}
