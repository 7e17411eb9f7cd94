package dev.postern.store.hazelcast;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes this node read or wrote last, bounded. They are no cache: nothing is ever answered from
 * them. They are the guess a compare-and-set starts with, which saves reading again what the same
 * request has just read; if the guess is wrong, nothing is written and the truth is read.
 * Thread-safe.
 */
final class LastSeen {

  private static final int LARGEST = 64 * 1024;
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private final Map<String, byte[]> seen = new LinkedHashMap<>();
  private long bytes;

  synchronized Optional<byte[]> take(String key) {
    byte[] value = seen.remove(key);
    bytes -= value == null ? 0 : value.length;
    return Optional.ofNullable(value);
  }

  synchronized void put(String key, byte[] value) {
    take(key);
    if (value.length > LARGEST) {
      return;
    }
    seen.put(key, value);
    bytes += value.length;
    Iterator<byte[]> oldest = seen.values().iterator();
    while (bytes > MOST_BYTES || seen.size() > MOST_ENTRIES) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }
}
