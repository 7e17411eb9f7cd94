package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import dev.postern.store.contract.OutageContract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ways in which members can be lost, seen by callers. */
class HazelcastOutageTest extends OutageContract {

  private final List<Integer> ports = Members.freePorts(2);
  private final String cluster = "outage-" + UUID.randomUUID();

  // FAULTS H3
  @Test
  void theOnlyMemberIsFrozen() {
    try (MemberProcess member = MemberProcess.start(member(0))) {
      open(at("hazelcast://" + host(0) + "/" + cluster));

      survives("hazelcast-frozen", member::freeze, member::thaw);
    }
  }

  // FAULTS H1
  @Test
  void oneOfTwoMembersIsKilled() {
    try (MemberProcess first = MemberProcess.start(member(0));
        MemberProcess second = MemberProcess.start(member(1))) {
      open(at("hazelcast://" + host(0) + "," + host(1) + "/" + cluster));

      staysInService("hazelcast-member-killed", first::kill, () -> {});

      assertThat(second.isAlive()).isTrue();
    }
  }

  // FAULTS H3
  @Test
  void theOtherMemberIsFrozen() {
    try (MemberProcess other = MemberProcess.start(member(0))) {
      open(at(member(1)));
      awaitBackups();

      staysInService("hazelcast-other-member-frozen", other::freeze, other::thaw);
    }
  }

  /** Else what the other member holds has no copy yet. */
  private void awaitBackups() {
    Members.awaitMeeting(List.copyOf(Hazelcast.getAllHazelcastInstances()), 2);
  }

  private String member(int number) {
    return "hazelcast-embedded://"
        + host(0)
        + ","
        + host(1)
        + "/"
        + cluster
        + "?port="
        + ports.get(number);
  }

  private String host(int number) {
    return "127.0.0.1:" + ports.get(number);
  }

  private static Map<String, String> at(String uri) {
    return Map.of("store", "hazelcast", "store.uri", uri);
  }
}
