package dev.postern.json;

/** A place in the text that moves forward only. Not thread-safe. */
final class JsonCursor {

  /** What {@link #peek()} answers behind the last character; a noncharacter, never JSON syntax. */
  static final char END = '\uFFFF';

  private final String text;
  private int place;

  JsonCursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return place == text.length();
  }

  char peek() {
    return atEnd() ? END : text.charAt(place);
  }

  char next() throws JsonException {
    if (atEnd()) {
      throw failure("unexpected end");
    }
    return text.charAt(place++);
  }

  boolean skip(char expected) {
    if (atEnd() || text.charAt(place) != expected) {
      return false;
    }
    place++;
    return true;
  }

  void expect(char expected) throws JsonException {
    if (!skip(expected)) {
      throw failure("expected '" + expected + "'");
    }
  }

  void expect(String literal) throws JsonException {
    if (!text.startsWith(literal, place)) {
      throw failure("unknown literal");
    }
    place += literal.length();
  }

  void skipWhitespace() {
    while (!atEnd() && " \t\n\r".indexOf(text.charAt(place)) >= 0) {
      place++;
    }
  }

  /** Moves over decimal digits and says how many they were. */
  int skipDigits() {
    int start = place;
    while (!atEnd() && text.charAt(place) >= '0' && text.charAt(place) <= '9') {
      place++;
    }
    return place - start;
  }

  int place() {
    return place;
  }

  String since(int start) {
    return text.substring(start, place);
  }

  JsonException failure(String rule) {
    return new JsonException(rule, place);
  }
}
