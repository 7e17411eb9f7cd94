package dev.postern.servlet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How many bytes characters become; exact for UTF-8 and single-byte sets, at most this otherwise.
 */
final class EncodedLength {

  private final boolean utf8;
  private final int perChar;

  /**
   * Counts for one encoding.
   *
   * @param encoding as the container names it, already in use by its writer
   */
  EncodedLength(String encoding) {
    var charset = Charset.forName(encoding);
    utf8 = charset.equals(StandardCharsets.UTF_8);
    perChar = (int) Math.ceil(charset.newEncoder().maxBytesPerChar());
  }

  long of(char c) {
    return utf8 ? utf8(c) : perChar;
  }

  long of(char[] text, int offset, int length) {
    long bytes = 0;
    for (int i = offset; i < offset + length; i++) {
      bytes += of(text[i]);
    }
    return bytes;
  }

  long of(String text, int offset, int length) {
    long bytes = 0;
    for (int i = offset; i < offset + length; i++) {
      bytes += of(text.charAt(i));
    }
    return bytes;
  }

  private static int utf8(char c) {
    if (c < 0x80) {
      return 1;
    }
    // Two surrogates become four bytes together.
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
