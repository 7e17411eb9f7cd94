package dev.postern.store.guard;

import dev.postern.store.OneTimeUse;
import java.time.Instant;

/** Claims behind a guard. Thread-safe. */
record GuardedOneTimeUse(OneTimeUse claims, Guard writing) implements OneTimeUse {

  @Override
  public String claim(String key, String claimant, Instant until) {
    return writing.call(() -> claims.claim(key, claimant, until));
  }
}
