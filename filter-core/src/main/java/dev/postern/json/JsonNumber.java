package dev.postern.json;

import java.math.BigDecimal;

/** Numbers (RFC 8259 section 6) that a double can hold without becoming infinite. */
final class JsonNumber {

  /** Longer ones only burn time: BigDecimal reads digits in quadratic time. */
  private static final int MAX_LENGTH = 64;

  /** A Long has at most 19 digits; 18 always fit. */
  private static final int ALWAYS_LONG = 18;

  private JsonNumber() {}

  static Object read(JsonCursor cursor) throws JsonException {
    int start = cursor.place();
    cursor.skip('-');
    integer(cursor);
    boolean hasFraction = fraction(cursor);
    boolean hasExponent = exponent(cursor);
    String text = cursor.since(start);
    if (text.length() > MAX_LENGTH || Double.isInfinite(Double.parseDouble(text))) {
      throw cursor.failure("number out of range");
    }
    return hasFraction || hasExponent ? new BigDecimal(text) : integerValue(text);
  }

  private static void integer(JsonCursor cursor) throws JsonException {
    boolean leadingZero = cursor.peek() == '0';
    int digits = cursor.skipDigits();
    if (digits == 0) {
      throw cursor.failure("no value");
    }
    if (leadingZero && digits > 1) {
      throw cursor.failure("leading zero");
    }
  }

  private static boolean fraction(JsonCursor cursor) throws JsonException {
    if (!cursor.skip('.')) {
      return false;
    }
    if (cursor.skipDigits() == 0) {
      throw cursor.failure("no digit after the point");
    }
    return true;
  }

  private static boolean exponent(JsonCursor cursor) throws JsonException {
    if (!cursor.skip('e') && !cursor.skip('E')) {
      return false;
    }
    if (!cursor.skip('-')) {
      cursor.skip('+');
    }
    int digits = cursor.skipDigits();
    if (digits == 0 || digits > 3) {
      // A long negative exponent is a tiny double, but a BigDecimal that fills memory when
      // rescaled.
      throw cursor.failure("exponent out of range");
    }
    return true;
  }

  private static Object integerValue(String text) {
    if (text.length() <= ALWAYS_LONG) {
      return Long.parseLong(text);
    }
    BigDecimal value = new BigDecimal(text);
    boolean fits = value.toBigInteger().bitLength() < Long.SIZE;
    return fits ? (Object) value.longValueExact() : value;
  }
}
