package dev.postern.store.hazelcast;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.ExpiryContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** Sessions whose time is over, on two members, and on a member and a client. */
class HazelcastExpiryTest {

  private static Members members;

  @BeforeAll
  static void startMembers() {
    members = Members.start(2);
  }

  @AfterAll
  static void stopMembers() {
    members.close();
  }

  @Nested
  class OnTwoMembers extends ExpiryContract {
    private Clock clock;

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

  @Nested
  class OnAMemberAndAClient extends ExpiryContract {
    private Clock clock;

    @Override
    protected SessionStore newStore(Clock storeClock) {
      clock = storeClock;
      return new HazelcastSessionStore(Members.maps(members.member(0)), storeClock);
    }

    @Override
    protected SessionStore otherNode(SessionStore first) {
      return new HazelcastSessionStore(Members.maps(members.client()), clock);
    }
  }
}
