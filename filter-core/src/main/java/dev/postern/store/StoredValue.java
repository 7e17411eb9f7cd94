package dev.postern.store;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A header or an attribute in the form a store keeps: bytes, or a plain reference in a store that
 * lives in this very JVM and says so by {@link KeepsReferences}, or the note that there are bytes
 * to be asked for. Immutable and thread-safe as far as the referenced object is.
 */
public sealed interface StoredValue {

  /** Sealed bytes; what a shared store holds. */
  final class Bytes implements StoredValue {
    private final byte[] bytes;

    /** Takes a copy of the bytes. */
    public Bytes(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
      return bytes.clone();
    }

    /** How many bytes there are. */
    public int length() {
      return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Bytes[" + bytes.length + "]";
    }
  }

  /**
   * The object itself.
   *
   * @param value never null
   */
  record Reference(Object value) implements StoredValue {

    /** Refuses null. */
    public Reference {
      requireNonNull(value, "value");
    }

    @Override
    public String toString() {
      return "Reference[" + value.getClass().getName() + "]";
    }
  }

  /**
   * An attribute that is too large to be sent before somebody asks for it ({@link
   * SessionStore#attribute}). Only a store's answer has it, never what a store is given.
   *
   * @param length how many bytes there are
   */
  record Deferred(int length) implements StoredValue {

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Deferred {
      if (length < 0) {
        throw new IllegalArgumentException("A length is not negative.");
      }
    }
  }
}
