package dev.postern.protection;

import dev.postern.config.InvalidValueException;
import dev.postern.gate.PathPattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Reads one rule: {@code [METHOD[,METHOD…]] PATTERN REQUIREMENT}. For one rule and one thread. */
final class AccessRuleParser {

  /** RFC 9110, RFC 5789 and WebDAV; others can only be met by rules without methods. */
  private static final Set<String> METHODS =
      Set.of(
          "GET",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "UNLOCK",
          "REPORT",
          "SEARCH");

  private static final String PATTERNS = "Write /a/b, /a/* or /*";

  private final String text;
  private final Deque<String> words;

  private AccessRuleParser(String rule) {
    text = rule.strip().replaceAll("\\s*,\\s*", ",").replaceAll("\\s+", " ");
    words = new ArrayDeque<>(List.of(text.split(" ", -1)));
  }

  static AccessRule parse(String rule) throws InvalidValueException {
    AccessRuleParser parser = new AccessRuleParser(rule);
    return new AccessRule(
        parser.methods(),
        parser.pattern(),
        RequirementParser.parse(parser.words, parser.text),
        parser.text);
  }

  private Set<String> methods() throws InvalidValueException {
    if (words.getFirst().startsWith("/") || words.getFirst().startsWith("*")) {
      return Set.of();
    }
    List<String> methods = List.of(words.removeFirst().split(",", -1));
    for (String method : methods) {
      if (method.equals("HEAD")) {
        throw new InvalidValueException(method, "is decided as GET", "Write GET");
      }
      if (!METHODS.contains(method)) {
        throw new InvalidValueException(
            method,
            "is neither a method nor a path",
            "Write methods in capitals, such as GET,POST, and start the path with /");
      }
    }
    return Set.copyOf(methods);
  }

  private PathPattern pattern() throws InvalidValueException {
    if (words.isEmpty()) {
      throw new InvalidValueException(text, "has no path", PATTERNS);
    }
    String written = words.removeFirst();
    if (written.length() > 1 && written.endsWith("/")) {
      throw new InvalidValueException(
          written, "ends with a slash, which decides nothing", "Write it without, or end it in /*");
    }
    PathPattern pattern = patternOf(written);
    if (pattern.isSuffix()) {
      // Web cache deception: anybody can end a path in .css.
      throw new InvalidValueException(
          written, "is a suffix, and suffixes do not decide about access", PATTERNS);
    }
    return pattern;
  }

  private static PathPattern patternOf(String written) throws InvalidValueException {
    try {
      return PathPattern.parse(written);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(written, String.valueOf(e.getMessage()), PATTERNS);
    }
  }
}
