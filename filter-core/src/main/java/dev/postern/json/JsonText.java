package dev.postern.json;

/** Strings with their escapes (RFC 8259 section 7), without lone surrogates. */
final class JsonText {

  private JsonText() {}

  static String read(JsonCursor cursor) throws JsonException {
    cursor.expect('"');
    StringBuilder text = new StringBuilder();
    for (char c = cursor.next(); c != '"'; c = cursor.next()) {
      if (c < ' ') {
        throw cursor.failure("control character in a string");
      }
      text.append(c == '\\' ? escaped(cursor) : c);
    }
    if (hasLoneSurrogate(text)) {
      throw cursor.failure("lone surrogate");
    }
    return text.toString();
  }

  static boolean hasLoneSurrogate(CharSequence text) {
    // A pair is one code point; only a lone half remains in the range of surrogates.
    return text.codePoints()
        .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  private static char escaped(JsonCursor cursor) throws JsonException {
    char c = cursor.next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode(cursor);
      default -> throw cursor.failure("unknown escape");
    };
  }

  private static char unicode(JsonCursor cursor) throws JsonException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = unit << 4 | hexDigit(cursor);
    }
    return (char) unit;
  }

  private static int hexDigit(JsonCursor cursor) throws JsonException {
    char c = cursor.next();
    // Character.digit alone would also take full-width and other scripts' digits.
    int digit = c < 0x80 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw cursor.failure("not a hexadecimal digit");
    }
    return digit;
  }
}
