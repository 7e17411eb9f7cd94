package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.postern.store.OneTimeUse;
import dev.postern.store.contract.OneTimeUseContract;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class HazelcastOneTimeUseTest extends OneTimeUseContract {

  private static Members members;

  private String app = "none";
  private Clock clock = Clock.systemUTC();

  @BeforeAll
  static void startMembers() {
    members = Members.start(2);
  }

  @AfterAll
  static void stopMembers() {
    members.close();
  }

  @Override
  protected OneTimeUse newOneTimeUse(Clock storeClock) {
    app = UUID.randomUUID().toString();
    clock = storeClock;
    return on(members.member(0));
  }

  @Override
  protected OneTimeUse otherNode(OneTimeUse first) {
    return on(members.member(1));
  }

  @Override
  protected int tokens() {
    return Integer.getInteger("one-time.tokens", 100);
  }

  private OneTimeUse on(HazelcastInstance instance) {
    Grid claims = new Grid(instance.getMap(MapConfigs.claimsOf(app)), MapConfigs.CLAIM_LIFE);
    return new HazelcastOneTimeUse(claims, clock);
  }
}
