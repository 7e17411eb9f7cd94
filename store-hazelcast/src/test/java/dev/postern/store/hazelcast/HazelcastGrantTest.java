package dev.postern.store.hazelcast;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.GrantContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Refresh tokens on two members. */
class HazelcastGrantTest extends GrantContract {

  private static Members members;

  private Clock clock;

  @BeforeAll
  static void startMembers() {
    members = Members.start(2);
  }

  @AfterAll
  static void stopMembers() {
    members.close();
  }

  @Override
  protected SessionStore newStore(Clock storeClock) {
    clock = storeClock;
    return new HazelcastSessionStore(Members.maps(members.member(0)), storeClock);
  }

  @Override
  protected SessionStore otherNode(SessionStore first) {
    return new HazelcastSessionStore(Members.maps(members.member(1)), clock);
  }
}
