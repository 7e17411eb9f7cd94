package dev.postern.store.redis;

import dev.postern.store.Denylist;
import dev.postern.store.contract.RevokedInTimeContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes on one server. */
class RedisRevokedInTimeTest extends RevokedInTimeContract {

  @RegisterExtension static final RedisNodes NODES = RedisNodes.onOneServer();

  @Override
  protected Denylist newDenylist() {
    return NODES.first(Clock.systemUTC()).denylist();
  }

  @Override
  protected Denylist otherNode(Denylist first) {
    return NODES.other().denylist();
  }
}
