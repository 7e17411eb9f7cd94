package dev.postern.store.redis;

import dev.postern.store.OneTimeUse;
import dev.postern.store.contract.OneTimeUseContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claims spread over the servers of a cluster. */
class RedisClusterOneTimeUseTest extends OneTimeUseContract {

  @RegisterExtension static final RedisNodes NODES = RedisNodes.onACluster();

  @Override
  protected OneTimeUse newOneTimeUse(Clock storeClock) {
    return NODES.first(storeClock).oneTimeUse();
  }

  @Override
  protected OneTimeUse otherNode(OneTimeUse first) {
    return NODES.other().oneTimeUse();
  }

  @Override
  protected int tokens() {
    return Integer.getInteger("one-time.tokens", 100);
  }

  @Override
  protected void elapse(Duration length) {
    NODES.elapse(length);
    super.elapse(length);
  }
}
