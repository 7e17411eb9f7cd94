package dev.postern.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads raw {@code Cookie} headers as RFC 6265 section 5.4 writes them: pairs between semicolons, a
 * name before the first {@code =}, nothing quoted, nothing escaped, no {@code $Version}.
 *
 * <p>Other applications' cookies may hold almost anything a browser stores, so an odd one is kept
 * as it is and never costs the caller the request. Control characters are the exception: no browser
 * sends them, and containers cut a header there. Several headers are read as one, as HTTP/2 splits
 * and WildFly joins them. For one request and one thread.
 */
final class CookieParser {

  private final List<CookiePair> pairs = new ArrayList<>();
  private boolean quoteOpen;

  static List<CookiePair> parse(List<String> headers) throws AmbiguousRequestException {
    CookieParser parser = new CookieParser();
    for (String header : headers) {
      requireNoControls(header);
      for (String text : header.split(";", -1)) {
        parser.add(text);
      }
    }
    return List.copyOf(parser.pairs);
  }

  private static void requireNoControls(String header) throws AmbiguousRequestException {
    if (header.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7f)) {
      throw new AmbiguousRequestException(Ambiguity.CONTROL_IN_COOKIE);
    }
  }

  private void add(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      // A cookie without a name; it can be nobody's credential.
      quoteOpen = quoteOpen && !hasQuote(text, 0);
      return;
    }
    String value = text.substring(equals + 1);
    pairs.add(
        new CookiePair(
            withoutLeadingBlanks(text.substring(0, equals)),
            withoutTrailingBlanks(value),
            quoteOpen));
    quoteOpen = quoteOpen ? !hasQuote(text, 0) : opensQuote(withoutLeadingBlanks(value));
  }

  private static boolean opensQuote(String value) {
    return value.startsWith("\"") && !hasQuote(value, 1);
  }

  private static boolean hasQuote(String text, int from) {
    boolean escaped = false;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '"' && !escaped) {
        return true;
      }
      escaped = text.charAt(i) == '\\' && !escaped;
    }
    return false;
  }

  /** Space and tab only: a Unicode blank in front of a name must not make it ours. */
  private static String withoutLeadingBlanks(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  private static String withoutTrailingBlanks(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
