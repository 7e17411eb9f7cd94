package dev.postern.store.redis;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.GrantContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Refresh tokens on one server, from two nodes with pools of their own. */
class RedisGrantTest extends GrantContract {

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
