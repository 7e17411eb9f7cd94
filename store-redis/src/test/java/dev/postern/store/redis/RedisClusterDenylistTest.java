package dev.postern.store.redis;

import dev.postern.store.Denylist;
import dev.postern.store.contract.DenylistContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log on one of the servers of a cluster. */
class RedisClusterDenylistTest extends DenylistContract {

  @RegisterExtension static final RedisNodes NODES = RedisNodes.onACluster();

  @Override
  protected Denylist newDenylist(Clock storeClock) {
    return NODES.first(storeClock).denylist();
  }

  @Override
  protected Denylist otherNode(Denylist first) {
    return NODES.other().denylist();
  }
}
