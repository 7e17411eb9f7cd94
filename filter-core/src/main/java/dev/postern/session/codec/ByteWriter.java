package dev.postern.session.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes length-prefixed bytes, up to a limit. Numbers are big-endian, lengths have seven bits in a
 * byte. For one thread.
 */
public final class ByteWriter extends OutputStream {

  static final int TEXT_UTF_8 = 0;
  static final int TEXT_UTF_16 = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);
  private final int limit;

  /** An empty one that takes at most {@code limit} bytes. */
  public ByteWriter(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) {
    requireRoom(1);
    out.write(b);
  }

  /**
   * Appends bytes without their length.
   *
   * @throws IllegalStateException if the limit is passed
   */
  @Override
  public void write(byte[] bytes, int from, int length) {
    requireRoom(length);
    out.write(bytes, from, length);
  }

  /** Appends bytes without their length. */
  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /** Four bytes. */
  public void int32(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      write(value >>> shift);
    }
  }

  /** Eight bytes. */
  public void int64(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      write((int) (value >>> shift));
    }
  }

  /** A length or a count, one to five bytes. */
  public void size(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    write(rest);
  }

  /** Bytes after their length. */
  public void bytes(byte[] bytes) {
    size(bytes.length);
    write(bytes);
  }

  /** Any string, one that is no Unicode text included, comes back as it was. */
  public void text(String text) {
    boolean unicode = UTF_8.newEncoder().canEncode(text);
    write(unicode ? TEXT_UTF_8 : TEXT_UTF_16);
    bytes(unicode ? text.getBytes(UTF_8) : utf16(text));
  }

  /** What was written, a copy. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  /** Not {@code getBytes}, which would replace lone surrogates here too. */
  private static byte[] utf16(String text) {
    byte[] bytes = new byte[2 * text.length()];
    ByteBuffer.wrap(bytes).asCharBuffer().put(text);
    return bytes;
  }

  private void requireRoom(int length) {
    if (length > limit - out.size()) {
      throw new IllegalStateException("A value is larger than " + limit + " bytes when stored.");
    }
  }
}
