package dev.postern.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/** One use, one value. */
final class JsonWriter {

  private final StringBuilder out = new StringBuilder();

  String write(Object value) {
    value(value, 0);
    return out.toString();
  }

  private void value(Object value, int depth) {
    if (depth > JsonLimits.MAX_DEPTH) {
      throw new IllegalArgumentException("JSON is nested too deep.");
    }
    if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof Collection<?> collection) {
      array(collection, depth);
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof Boolean || value == JsonNull.NULL) {
      out.append(value);
    } else if (value instanceof Number number) {
      number(number);
    } else {
      throw unsupported(value);
    }
  }

  private void object(Map<?, ?> map, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new IllegalArgumentException("A JSON name is a string.");
      }
      out.append(separator);
      text(name);
      out.append(':');
      value(member.getValue(), depth + 1);
      separator = ",";
    }
    out.append('}');
  }

  private void array(Collection<?> collection, int depth) {
    out.append('[');
    String separator = "";
    for (Object element : collection) {
      out.append(separator);
      value(element, depth + 1);
      separator = ",";
    }
    out.append(']');
  }

  private void number(Number number) {
    boolean exact =
        number instanceof Long
            || number instanceof Integer
            || number instanceof Short
            || number instanceof Byte
            || number instanceof BigInteger
            || number instanceof BigDecimal;
    if (!exact && !Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("JSON has no NaN and no infinity.");
    }
    if (!exact && !(number instanceof Double || number instanceof Float)) {
      throw unsupported(number);
    }
    out.append(number);
  }

  private void text(String text) {
    if (JsonText.hasLoneSurrogate(text)) {
      throw new IllegalArgumentException("A lone surrogate is not text.");
    }
    out.append('"');
    text.chars().forEach(c -> character((char) c));
    out.append('"');
  }

  private void character(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
      out.append(String.format("\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }

  private static IllegalArgumentException unsupported(Object value) {
    return new IllegalArgumentException("JSON cannot carry a " + value.getClass().getName() + ".");
  }
}
