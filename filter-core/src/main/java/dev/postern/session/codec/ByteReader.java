package dev.postern.session.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Reserves no more memory than there are bytes left, whatever
 * length they claim. For one thread.
 */
public final class ByteReader {

  private static final int MAX_SIZE_BITS = 28;

  private final byte[] bytes;
  private int at;

  /** From the first byte on. */
  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** How many bytes are left. */
  public int left() {
    return bytes.length - at;
  }

  /** The next byte, 0 to 255. */
  public int uint8() throws MalformedBytesException {
    require(1);
    return bytes[at++] & 0xFF;
  }

  /** The next four bytes. */
  public int int32() throws MalformedBytesException {
    return ByteBuffer.wrap(take(Integer.BYTES)).getInt();
  }

  /** The next eight bytes. */
  public long int64() throws MalformedBytesException {
    return ByteBuffer.wrap(take(Long.BYTES)).getLong();
  }

  /**
   * A length or a count: never more than the bytes that are left, since everything counted has at
   * least one.
   */
  public int size() throws MalformedBytesException {
    long size = 0;
    for (int shift = 0; shift <= MAX_SIZE_BITS; shift += 7) {
      int next = uint8();
      size |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return within(size);
      }
    }
    throw new MalformedBytesException("A length has more than five bytes.");
  }

  /** Bytes after their length. */
  public byte[] bytes() throws MalformedBytesException {
    return take(size());
  }

  /** A string. */
  public String text() throws MalformedBytesException {
    int encoding = uint8();
    byte[] text = bytes();
    return switch (encoding) {
      case ByteWriter.TEXT_UTF_8 -> utf8(text);
      case ByteWriter.TEXT_UTF_16 -> utf16(text);
      default -> throw new MalformedBytesException("A text has an unknown encoding.");
    };
  }

  /** All that is left. */
  public byte[] rest() throws MalformedBytesException {
    return take(left());
  }

  /** Nothing may be left. */
  public void requireEnd() throws MalformedBytesException {
    if (left() != 0) {
      throw new MalformedBytesException("There are bytes after the end.");
    }
  }

  private static String utf8(byte[] text) throws MalformedBytesException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedBytesException("A text is not UTF-8.", e);
    }
  }

  private static String utf16(byte[] text) throws MalformedBytesException {
    if (text.length % 2 != 0) {
      throw new MalformedBytesException("A text has half a character.");
    }
    return ByteBuffer.wrap(text).asCharBuffer().toString();
  }

  private byte[] take(int length) throws MalformedBytesException {
    require(length);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private int within(long size) throws MalformedBytesException {
    if (size > left()) {
      throw new MalformedBytesException("A length reaches beyond the end.");
    }
    return (int) size;
  }

  private void require(int length) throws MalformedBytesException {
    within(length);
  }
}
