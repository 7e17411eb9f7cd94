package dev.postern.store.redis;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.ExpiryContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on one server. */
class RedisExpiryTest extends ExpiryContract {

  @RegisterExtension static final RedisNodes NODES = RedisNodes.onOneServer();

  @Override
  protected SessionStore newStore(Clock storeClock) {
    return NODES.first(storeClock).sessions();
  }

  @Override
  protected SessionStore otherNode(SessionStore first) {
    return NODES.other().sessions();
  }

  @Override
  protected void elapse(Duration length) {
    NODES.elapse(length);
    super.elapse(length);
  }
}
