package dev.postern.token;

import java.time.Instant;
import java.util.Optional;

/**
 * One small value that all nodes of an app share, changed by compare-and-set. Every method throws a
 * {@link RuntimeException} if it cannot be asked. Implementations are thread-safe.
 */
public interface SharedRecord {

  /** The value, which lives on for having been looked at; empty if there is none. */
  Optional<Version> find(Instant now);

  /** Whether it was stored; never overwrites. */
  boolean create(byte[] bytes, Instant now);

  /** Whether it was stored; not if somebody else changed it since. */
  boolean replace(long expectedVersion, byte[] bytes, Instant now);

  /** What stands there. Immutable and thread-safe. */
  final class Version {
    private final byte[] bytes;
    private final long number;

    /**
     * Takes a copy of the bytes.
     *
     * @param number changes with every change
     */
    public Version(byte[] bytes, long number) {
      this.bytes = bytes.clone();
      this.number = number;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    long number() {
      return number;
    }
  }
}
