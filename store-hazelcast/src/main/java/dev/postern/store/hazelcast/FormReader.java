package dev.postern.store.hazelcast;

import dev.postern.store.StoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

/** Reads what {@link FormWriter} wrote. For one thread. */
final class FormReader {

  private final ByteBuffer rest;

  private FormReader(byte[] form) {
    this.rest = ByteBuffer.wrap(form);
  }

  /**
   * Reads one form to its end.
   *
   * @throws StoreException if it is of another version, or is not ours at all: this node cannot
   *     judge it, which is no reason to log anybody out
   */
  static <T> T read(byte[] form, Function<FormReader, T> content) {
    try {
      FormReader reader = new FormReader(form);
      if (reader.number8() != FormWriter.VERSION) {
        throw new IllegalStateException("the entry was written by another version of Postern");
      }
      T read = content.apply(reader);
      if (reader.rest.hasRemaining()) {
        throw new IllegalStateException("the entry goes on after its end");
      }
      return read;
    } catch (BufferUnderflowException
        | DateTimeException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new StoreException("hazelcast: an entry cannot be read", e);
    }
  }

  char kind() {
    return (char) number8();
  }

  int number8() {
    return rest.get();
  }

  int number32() {
    return rest.getInt();
  }

  long number64() {
    return rest.getLong();
  }

  boolean flag() {
    return rest.get() != 0;
  }

  /** How many parts follow; each takes a byte at least, so that no forged count asks for memory. */
  int count() {
    int count = rest.getInt();
    if (count < 0 || count > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  Instant instant() {
    return Instant.ofEpochSecond(rest.getLong(), rest.getInt());
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    byte[] bytes = new byte[count()];
    rest.get(bytes);
    return bytes;
  }
}
