package dev.postern.session;

import dev.postern.store.StoredValue;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the attributes of one record into the form a store keeps, and back. Implementations are
 * thread-safe.
 */
interface AttributeCodec {

  /** Whether objects become bytes; else the store keeps the objects themselves. */
  boolean makesBytes();

  /**
   * Refuses what cannot be stored, as far as that is known before it is saved.
   *
   * @throws IllegalArgumentException if a class is not allowed
   * @throws IllegalStateException if it is too large
   */
  void requireStorable(Object value);

  /** Tells whether a value was changed in place; empty if that need not be known. */
  Optional<Fingerprint> fingerprintOf(Object value);

  /**
   * The value in the form for the attribute of this name.
   *
   * @throws IllegalArgumentException if it cannot be stored or not be read again
   * @throws IllegalStateException if it is too large
   */
  Encoded encode(String name, Object value);

  /** The value of the attribute of this name, or empty if it cannot be read here and now. */
  Optional<Object> decode(String name, StoredValue stored);

  /**
   * Refuses to let a session grow too large.
   *
   * @param attributes all of one session, by name
   * @throws IllegalStateException if these are too many bytes for one
   */
  void requireRoomFor(Map<String, StoredValue> attributes);

  /** Whether that is said when an attribute is set, and not only when the session is saved. */
  default boolean refusesAtOnce() {
    return false;
  }

  /**
   * A value as it will be stored. Immutable.
   *
   * @param stored its form
   * @param fingerprint of what was stored
   */
  record Encoded(StoredValue stored, Optional<Fingerprint> fingerprint) {}
}
