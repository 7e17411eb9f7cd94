package dev.postern.store.memory;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.GrantContract;
import java.time.Clock;

final class MemoryGrantTest extends GrantContract {

  @Override
  protected SessionStore newStore(Clock storeClock) {
    return new MemorySessionStore(storeClock);
  }

  @Override
  protected SessionStore otherNode(SessionStore first) {
    return first;
  }

  @Override
  protected int rounds() {
    return 1_000;
  }
}
