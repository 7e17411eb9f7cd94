package dev.postern.labels;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes of a file a request asks for (RFC 9110 section 14). Immutable and thread-safe. */
sealed interface ByteRange {

  /** All: none were named, or in a way that is not understood, which is then passed over. */
  record Whole() implements ByteRange {}

  /** From the first to the last, both included. */
  record Part(int first, int last) implements ByteRange {}

  /** Bytes that the file does not have. */
  record Unsatisfiable() implements ByteRange {}

  /** One range of up to nine digits; of several, the whole file is an answer too. */
  Pattern FORM = Pattern.compile("bytes=(?:([0-9]{1,9})-([0-9]{1,9})?|-([0-9]{1,9}))");

  /**
   * Reads the header {@code Range}.
   *
   * @param length of the file
   */
  static ByteRange of(@Nullable String header, int length) {
    Matcher range = FORM.matcher(header == null ? "" : header);
    if (!range.matches()) {
      return new Whole();
    }
    if (range.group(3) != null) {
      int wanted = Integer.parseInt(range.group(3));
      return wanted == 0 ? new Unsatisfiable() : part(Math.max(0, length - wanted), length, length);
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(range.group(2));
    return last < first ? new Whole() : part(first, last, length);
  }

  private static ByteRange part(int first, int last, int length) {
    return first >= length ? new Unsatisfiable() : new Part(first, Math.min(last, length - 1));
  }
}
