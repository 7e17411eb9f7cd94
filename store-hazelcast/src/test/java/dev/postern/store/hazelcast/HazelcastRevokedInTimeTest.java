package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.postern.store.Denylist;
import dev.postern.store.contract.RevokedInTimeContract;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class HazelcastRevokedInTimeTest extends RevokedInTimeContract {

  private static Members members;

  private String app = "none";

  @BeforeAll
  static void startMembers() {
    members = Members.start(2);
  }

  @AfterAll
  static void stopMembers() {
    members.close();
  }

  @Override
  protected Denylist newDenylist() {
    app = UUID.randomUUID().toString();
    return on(members.member(0));
  }

  @Override
  protected Denylist otherNode(Denylist first) {
    return on(members.member(1));
  }

  private Denylist on(HazelcastInstance instance) {
    return new HazelcastDenylist(Members.denials(instance, app), Clock.systemUTC());
  }
}
