package dev.postern.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/**
 * Reads and writes JSON (RFC 8259).
 *
 * <p>Values are {@code Map<String, Object>} in the order written, {@code List<Object>}, {@link
 * String}, {@link Long} for integers that fit, {@link java.math.BigDecimal} for other numbers,
 * {@link Boolean} and {@link JsonNull#NULL}. What is read is unmodifiable.
 *
 * <p>Stricter than the grammar where parsers are known to disagree: strict UTF-8 without a byte
 * order mark, no duplicate names (RFC 7519 section 4), no lone surrogates (RFC 7493 section 2.1),
 * no number beyond the range of a double, nothing after the value. Thread-safe.
 */
public final class Json {

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws JsonException for anything that is not exactly one acceptable value
   */
  public static Object read(byte[] utf8, JsonLimits limits) throws JsonException {
    return read(decode(utf8), limits);
  }

  /**
   * Reads one value.
   *
   * @throws JsonException for anything that is not exactly one acceptable value
   */
  public static Object read(String text, JsonLimits limits) throws JsonException {
    return new JsonReader(text, limits).read();
  }

  /**
   * Reads one object within {@link JsonLimits#DEFAULT}.
   *
   * @throws JsonException for anything else
   */
  public static Map<String, Object> readObject(byte[] utf8) throws JsonException {
    return readObject(utf8, JsonLimits.DEFAULT);
  }

  /**
   * Reads one object.
   *
   * @throws JsonException for anything else
   */
  public static Map<String, Object> readObject(byte[] utf8, JsonLimits limits)
      throws JsonException {
    return new JsonReader(decode(utf8), limits).readObject();
  }

  /**
   * Reads one object within {@link JsonLimits#DEFAULT}.
   *
   * @throws JsonException for anything else
   */
  public static Map<String, Object> readObject(String text) throws JsonException {
    return new JsonReader(text, JsonLimits.DEFAULT).readObject();
  }

  /**
   * Writes a value in the shortest form that is also safe inside an HTML script element.
   *
   * @param value maps with string keys, collections, strings, finite numbers, booleans and {@link
   *     JsonNull}
   * @throws IllegalArgumentException for a value that JSON cannot carry, for a lone surrogate, or
   *     for nesting deeper than 64
   */
  public static String write(Object value) {
    return new JsonWriter().write(value);
  }

  private static String decode(byte[] utf8) throws JsonException {
    try {
      // A fresh decoder reports malformed input; new String(bytes, UTF_8) would replace it.
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonException("malformed UTF-8", 0);
    }
  }
}
