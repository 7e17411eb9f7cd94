package dev.postern.store.hazelcast;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.SubjectIndexContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The index by subject on two members, and on a member and a client. */
class HazelcastSubjectIndexTest {

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
  class OnTwoMembers extends SubjectIndexContract {
    private Clock clock;

    @Override
    protected SessionStore newStore(Clock storeClock) {
      clock = storeClock;
      return new HazelcastSessionStore(Members.mapsAtOnce(members.member(0)), storeClock);
    }

    @Override
    protected SessionStore otherNode(SessionStore first) {
      return new HazelcastSessionStore(Members.mapsAtOnce(members.member(1)), clock);
    }

    @Override
    protected int trials() {
      return 500;
    }
  }

  @Nested
  class OnAMemberAndAClient extends SubjectIndexContract {
    private Clock clock;

    @Override
    protected SessionStore newStore(Clock storeClock) {
      clock = storeClock;
      return new HazelcastSessionStore(Members.mapsAtOnce(members.member(0)), storeClock);
    }

    @Override
    protected SessionStore otherNode(SessionStore first) {
      return new HazelcastSessionStore(Members.mapsAtOnce(members.client()), clock);
    }

    @Override
    protected int trials() {
      return 500;
    }
  }
}
