package dev.postern.protection;

import dev.postern.config.InvalidValueException;
import dev.postern.gate.PathPattern;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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

  /** A scope-token of RFC 6749 section 3.3, or letters of any script; never {@code *}. */
  private static final Pattern NAME = Pattern.compile("(?!\\*)[!#-\\[\\]-~\\p{L}\\p{M}\\p{Nd}]+");

  private static final String PATTERNS = "Write /a/b, /a/* or /*";
  private static final String REQUIREMENTS =
      "Write anyone, authenticated, nobody, role a,b or scope x,y, or role and scope joined by and";

  private final String text;
  private final Deque<String> words;

  private AccessRuleParser(String rule) {
    text = rule.strip().replaceAll("\\s*,\\s*", ",").replaceAll("\\s+", " ");
    words = new ArrayDeque<>(List.of(text.split(" ", -1)));
  }

  static AccessRule parse(String rule) throws InvalidValueException {
    AccessRuleParser parser = new AccessRuleParser(rule);
    return new AccessRule(parser.methods(), parser.pattern(), parser.requirement(), parser.text);
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

  private Requirement requirement() throws InvalidValueException {
    if (words.isEmpty()) {
      throw new InvalidValueException(text, "has no requirement", REQUIREMENTS);
    }
    if (words.size() == 1) {
      return simpleRequirement(words.removeFirst());
    }
    Set<String> roles = namesAfter("role");
    if (!roles.isEmpty() && !words.isEmpty()) {
      requireWord("and");
    }
    Set<String> scopes = namesAfter("scope");
    if (roles.isEmpty() && !words.isEmpty()) {
      requireWord("and");
      roles = namesAfter("role");
    }
    if (!words.isEmpty() || (roles.isEmpty() && scopes.isEmpty())) {
      throw new InvalidValueException(text, "has a requirement nobody can read", REQUIREMENTS);
    }
    return new Requirement.Somebody(roles, scopes);
  }

  private static Requirement simpleRequirement(String word) throws InvalidValueException {
    return switch (word) {
      case "anyone" -> new Requirement.Anyone();
      case "nobody" -> new Requirement.Nobody();
      case "authenticated" -> new Requirement.Somebody(Set.of(), Set.of());
      default -> throw new InvalidValueException(word, "is not a requirement", REQUIREMENTS);
    };
  }

  private void requireWord(String word) throws InvalidValueException {
    if (words.size() < 3 || !words.removeFirst().equals(word)) {
      throw new InvalidValueException(text, "has a requirement nobody can read", REQUIREMENTS);
    }
  }

  private Set<String> namesAfter(String word) throws InvalidValueException {
    if (words.size() < 2 || !words.getFirst().equals(word)) {
      return Set.of();
    }
    words.removeFirst();
    Set<String> names = new LinkedHashSet<>();
    for (String name : words.removeFirst().split(",", -1)) {
      if (!NAME.matcher(name).matches()) {
        throw new InvalidValueException(
            text, "has a " + word + " without a proper name", REQUIREMENTS);
      }
      names.add(name);
    }
    return Collections.unmodifiableSet(names);
  }
}
