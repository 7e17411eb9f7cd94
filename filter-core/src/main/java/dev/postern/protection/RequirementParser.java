package dev.postern.protection;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Parser;
import java.time.Duration;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands in a rule behind the pattern. For one rule and one thread. */
final class RequirementParser {

  /** A scope-token of RFC 6749 section 3.3, or letters of any script; never {@code *}. */
  private static final Pattern NAME = Pattern.compile("(?!\\*)[!#-\\[\\]-~\\p{L}\\p{M}\\p{Nd}]+");

  /** Can stand between the quotes and blanks of a challenge. */
  private static final Pattern ACR_VALUE = Pattern.compile("[!#-\\[\\]-~]+");

  private static final Parser<Duration> AGE =
      Parser.duration(Duration.ofSeconds(1), Duration.ofDays(365));

  private static final Set<String> TERMS = Set.of("role", "scope", "max-age", "acr");
  private static final String FORM =
      "Write anyone, authenticated, nobody, role a,b, scope x,y, max-age 10m or acr a,b, or several"
          + " of the last four joined by and";

  private final Deque<String> words;
  private final String rule;
  private final Map<String, String> terms = new HashMap<>();

  private RequirementParser(Deque<String> words, String rule) {
    this.words = words;
    this.rule = rule;
  }

  /**
   * The requirement.
   *
   * @param words of the rule, from there on
   * @param rule as written, for messages
   */
  static Requirement parse(Deque<String> words, String rule) throws InvalidValueException {
    if (words.isEmpty()) {
      throw new InvalidValueException(rule, "has no requirement", FORM);
    }
    return words.size() == 1
        ? oneWord(words.removeFirst())
        : new RequirementParser(words, rule).somebody();
  }

  private static Requirement oneWord(String word) throws InvalidValueException {
    return switch (word) {
      case "anyone" -> new Requirement.Anyone();
      case "nobody" -> new Requirement.Nobody();
      case "authenticated" -> Requirement.Somebody.ANYBODY;
      default -> throw new InvalidValueException(word, "is not a requirement", FORM);
    };
  }

  private Requirement somebody() throws InvalidValueException {
    if (words.getFirst().equals("authenticated")) {
      words.removeFirst();
      takeAnd();
    }
    takeTerm();
    while (!words.isEmpty()) {
      takeAnd();
      takeTerm();
    }
    return new Requirement.Somebody(
        names("role", NAME),
        names("scope", NAME),
        new StepUp(maxAge(), List.copyOf(names("acr", ACR_VALUE))));
  }

  private void takeAnd() throws InvalidValueException {
    require(words.removeFirst().equals("and"));
  }

  private void takeTerm() throws InvalidValueException {
    require(words.size() >= 2 && TERMS.contains(words.getFirst()));
    require(terms.put(words.removeFirst(), words.removeFirst()) == null);
  }

  private void require(boolean isReadable) throws InvalidValueException {
    if (!isReadable) {
      throw new InvalidValueException(rule, "has a requirement nobody can read", FORM);
    }
  }

  private Set<String> names(String term, Pattern form) throws InvalidValueException {
    Set<String> names = new LinkedHashSet<>();
    if (terms.containsKey(term)) {
      for (String name : terms.getOrDefault(term, "").split(",", -1)) {
        if (!form.matcher(name).matches()) {
          throw new InvalidValueException(rule, "names no proper " + term, FORM);
        }
        names.add(name);
      }
    }
    return Collections.unmodifiableSet(names);
  }

  private Optional<Duration> maxAge() throws InvalidValueException {
    String written = terms.get("max-age");
    if (written == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(AGE.parse(written));
    } catch (InvalidValueException wrong) {
      throw new InvalidValueException("max-age " + written, wrong.problem(), wrong.fix());
    }
  }
}
