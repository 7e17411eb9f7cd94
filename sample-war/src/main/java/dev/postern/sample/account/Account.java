package dev.postern.sample.account;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One account as the administrator sees it. Immutable and thread-safe.
 *
 * @param name what its owner signs in with
 * @param roles as the users file has them, in alphabetical order
 * @param barred whether the desk is closed to it
 */
public record Account(String name, SortedSet<String> roles, boolean barred) {

  Account(String name, Set<String> roles) {
    this(name, Collections.unmodifiableSortedSet(new TreeSet<>(roles)), false);
  }

  Account withBarred(boolean nowBarred) {
    return new Account(name, roles, nowBarred);
  }
}
