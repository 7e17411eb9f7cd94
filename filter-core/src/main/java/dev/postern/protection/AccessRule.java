package dev.postern.protection;

import dev.postern.gate.PathPattern;
import dev.postern.gate.RequestPath;
import java.util.Set;

/**
 * One rule. Immutable and thread-safe.
 *
 * @param methods those it is about; all, known or not, if it names none
 * @param pattern the paths it is about
 * @param requirement what it asks
 * @param text the rule as written, with single spaces
 */
record AccessRule(Set<String> methods, PathPattern pattern, Requirement requirement, String text) {

  boolean names(RequestPath path) {
    return pattern.matches(path);
  }

  boolean isAbout(String method) {
    return methods.isEmpty() || methods.contains(method);
  }

  /** Whether it decides every request with this method that the other rule would decide. */
  boolean shadows(AccessRule other, String method) {
    return isAbout(method) && pattern.covers(other.pattern);
  }

  /** Whether it decides every request that the other rule would decide, whatever the method. */
  boolean shadowsAllMethods(AccessRule other) {
    return methods.isEmpty() && pattern.covers(other.pattern);
  }
}
