package dev.postern.store.redis;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.SessionStoreContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on one server, where the server's clock frees keys and the node's hides them. */
class RedisSessionStoreTest extends SessionStoreContract {

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
