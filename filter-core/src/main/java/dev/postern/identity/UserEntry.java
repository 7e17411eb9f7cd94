package dev.postern.identity;

import java.util.Set;

/** What a users file says about one user. Immutable and thread-safe. */
record UserEntry(PasswordHash hash, Set<String> roles) {

  UserEntry {
    roles = Set.copyOf(roles);
  }
}
