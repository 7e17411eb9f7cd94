package dev.postern.session.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How values of one class are written and read. Immutable and thread-safe.
 *
 * @param tag the byte that stands for the class, for ever
 * @param type exactly this class
 * @param mutable whether a value can be changed in place
 * @param writer appends a value
 * @param reader takes it back; may also throw a runtime exception for bytes that are no value
 */
record Scalar<T>(
    int tag, Class<T> type, boolean mutable, BiConsumer<T, ByteWriter> writer, Reader<T> reader) {

  /** Takes one value off a reader. */
  interface Reader<T> {
    T read(ByteReader in) throws MalformedBytesException;
  }

  /** Longer than the text of any date or time. */
  private static final int MAX_ISO_LENGTH = 128;

  static <T> Scalar<T> of(
      int tag, Class<T> type, BiConsumer<T, ByteWriter> writer, Reader<T> reader) {
    return new Scalar<>(tag, type, false, writer, reader);
  }

  /** A class whose {@code toString} its {@code parse} reads back exactly. */
  static <T> Scalar<T> iso(int tag, Class<T> type, Function<String, T> parse) {
    return of(
        tag, type, (value, out) -> out.text(value.toString()), in -> parse.apply(shortText(in)));
  }

  void write(Object value, ByteWriter out) {
    writer.accept(type.cast(value), out);
  }

  private static String shortText(ByteReader in) throws MalformedBytesException {
    String text = in.text();
    if (text.length() > MAX_ISO_LENGTH) {
      throw new MalformedBytesException("A date or time is too long.");
    }
    return text;
  }
}
