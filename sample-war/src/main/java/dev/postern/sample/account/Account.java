package dev.postern.sample.account;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One account as the administrator sees it. Immutable and thread-safe.
 *
 * @param name what its owner signs in with
 * @param roles what it may do, in alphabetical order
 * @param barred whether the desk is closed to it
 */
public record Account(String name, SortedSet<String> roles, boolean barred) {

  Account(String name, Set<String> roles) {
    this(name, sorted(roles), false);
  }

  Account withRoles(Set<String> others) {
    return new Account(name, sorted(others), barred);
  }

  Account withBarred(boolean nowBarred) {
    return new Account(name, roles, nowBarred);
  }

  private static SortedSet<String> sorted(Set<String> roles) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }
}
