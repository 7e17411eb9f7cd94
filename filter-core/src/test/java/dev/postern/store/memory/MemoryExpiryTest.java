package dev.postern.store.memory;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.ExpiryContract;
import java.time.Clock;

class MemoryExpiryTest extends ExpiryContract {

  @Override
  protected SessionStore newStore(Clock storeClock) {
    return new MemorySessionStore(storeClock);
  }

  @Override
  protected SessionStore otherNode(SessionStore first) {
    return first;
  }
}
