package dev.postern.protection;

import dev.postern.config.InvalidValueException;
import dev.postern.gate.RequestPath;
import dev.postern.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who may do what where. The first rule that names path and method decides; a path no rule names
 * needs a login; a path that some rule names, asked by a method none of its rules is about, is open
 * to nobody. HEAD is decided as GET. A slash at the end of a path makes no difference, because
 * frameworks disagree about it. Immutable and thread-safe.
 */
public final class AccessRules {

  private final List<AccessRule> rules;

  private AccessRules(List<AccessRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** No rules: every path needs a login. */
  public static AccessRules none() {
    return new AccessRules(List.of());
  }

  /**
   * Reads rules, one per line or separated by semicolons: {@code [METHOD[,METHOD…]] PATTERN
   * REQUIREMENT}, where the requirement is {@code anyone}, {@code authenticated}, {@code nobody},
   * {@code role a,b} (one of them), {@code scope x,y} (all of them), {@code max-age 10m} (since the
   * login), {@code acr a,b} (one of them), or several of these joined by {@code and}.
   *
   * @throws InvalidValueException if a rule cannot be read, or can never be reached
   */
  public static AccessRules parse(String text) throws InvalidValueException {
    List<AccessRule> rules = new ArrayList<>();
    for (String line : text.split("[;\\r\\n]", -1)) {
      if (!line.isBlank()) {
        AccessRule rule = AccessRuleParser.parse(line);
        requireReachable(rule, rules);
        rules.add(rule);
      }
    }
    return new AccessRules(rules);
  }

  private static void requireReachable(AccessRule rule, List<AccessRule> earlier)
      throws InvalidValueException {
    boolean shadowed =
        rule.methods().isEmpty()
            ? earlier.stream().anyMatch(first -> first.shadowsAllMethods(rule))
            : rule.methods().stream()
                .allMatch(
                    method -> earlier.stream().anyMatch(first -> first.shadows(rule, method)));
    if (shadowed) {
      throw new InvalidValueException(
          rule.text(),
          "is never reached, because earlier rules decide all it is about",
          "Move it up, or remove it");
    }
  }

  /** What holds for this path and method, asked by this caller or by nobody known. */
  public Decision decide(RequestPath path, String method, Optional<Identity> caller, Moment asked) {
    return requirement(path, method).decide(caller, asked);
  }

  /** Whether the rule that decides about this path and method names this role. */
  public boolean namesRole(RequestPath path, String method, String role) {
    return requirement(path, method).names(role);
  }

  private Requirement requirement(RequestPath path, String method) {
    RequestPath asked = path.withoutTrailingSlash();
    List<AccessRule> naming = rules.stream().filter(rule -> rule.names(asked)).toList();
    if (naming.isEmpty()) {
      return Requirement.Somebody.ANYBODY;
    }
    String decided = method.equals("HEAD") ? "GET" : method;
    return naming.stream()
        .filter(rule -> rule.isAbout(decided))
        .findFirst()
        .map(AccessRule::requirement)
        .orElseGet(Requirement.Nobody::new);
  }

  /** Whether any rule is about this path, whatever the method. */
  public boolean names(RequestPath path) {
    RequestPath asked = path.withoutTrailingSlash();
    return rules.stream().anyMatch(rule -> rule.names(asked));
  }

  /** Whether it needs no login, so that the caller need not even be looked up. */
  public boolean opensToAnyone(RequestPath path, String method) {
    return requirement(path, method) instanceof Requirement.Anyone;
  }

  /** The rules in their order, for the start-up summary. */
  public String describe() {
    return rules.isEmpty()
        ? "/* authenticated"
        : rules.stream().map(AccessRule::text).collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return "AccessRules[" + describe() + "]";
  }
}
