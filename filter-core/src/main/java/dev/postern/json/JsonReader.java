package dev.postern.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arrays, objects and the choice between values; recursion is bounded by the limits. */
final class JsonReader {

  private final JsonCursor cursor;
  private final JsonLimits limits;

  JsonReader(String text, JsonLimits limits) {
    this.cursor = new JsonCursor(text);
    this.limits = limits;
  }

  Object read() throws JsonException {
    cursor.skipWhitespace();
    Object value = value(0);
    cursor.skipWhitespace();
    if (!cursor.atEnd()) {
      throw cursor.failure("something follows the value");
    }
    return value;
  }

  Map<String, Object> readObject() throws JsonException {
    cursor.skipWhitespace();
    if (!cursor.skip('{')) {
      throw cursor.failure("not an object");
    }
    Map<String, Object> object = object(1);
    cursor.skipWhitespace();
    if (!cursor.atEnd()) {
      throw cursor.failure("something follows the object");
    }
    return object;
  }

  private Object value(int depth) throws JsonException {
    return switch (cursor.peek()) {
      case '{' -> {
        cursor.expect('{');
        yield object(deeper(depth));
      }
      case '[' -> {
        cursor.expect('[');
        yield array(deeper(depth));
      }
      case '"' -> JsonText.read(cursor);
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", JsonNull.NULL);
      default -> JsonNumber.read(cursor);
    };
  }

  private Object literal(String text, Object meaning) throws JsonException {
    cursor.expect(text);
    return meaning;
  }

  private Map<String, Object> object(int depth) throws JsonException {
    Map<String, Object> members = new LinkedHashMap<>();
    cursor.skipWhitespace();
    if (cursor.skip('}')) {
      return Collections.unmodifiableMap(members);
    }
    do {
      cursor.skipWhitespace();
      String name = JsonText.read(cursor);
      cursor.skipWhitespace();
      cursor.expect(':');
      cursor.skipWhitespace();
      if (members.put(name, value(depth)) != null) {
        throw cursor.failure("duplicate name");
      }
      requireRoom(members.size());
      cursor.skipWhitespace();
    } while (cursor.skip(','));
    cursor.expect('}');
    return Collections.unmodifiableMap(members);
  }

  private List<Object> array(int depth) throws JsonException {
    List<Object> elements = new ArrayList<>();
    cursor.skipWhitespace();
    if (cursor.skip(']')) {
      return Collections.unmodifiableList(elements);
    }
    do {
      cursor.skipWhitespace();
      elements.add(value(depth));
      requireRoom(elements.size());
      cursor.skipWhitespace();
    } while (cursor.skip(','));
    cursor.expect(']');
    return Collections.unmodifiableList(elements);
  }

  private int deeper(int depth) throws JsonException {
    if (depth == limits.depth()) {
      throw cursor.failure("nested too deep");
    }
    return depth + 1;
  }

  private void requireRoom(int size) throws JsonException {
    if (size > limits.members()) {
      throw cursor.failure("too many members");
    }
  }
}
