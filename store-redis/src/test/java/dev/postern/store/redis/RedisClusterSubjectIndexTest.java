package dev.postern.store.redis;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.SubjectIndexContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a cluster of two, where a session and its subject are on different servers. */
class RedisClusterSubjectIndexTest extends SubjectIndexContract {

  @RegisterExtension static final RedisNodes NODES = RedisNodes.onACluster();

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
