package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.Hazelcast;
import dev.postern.store.contract.HoleProxy;
import dev.postern.store.contract.LostPart;
import dev.postern.store.contract.OutageContract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ways in which members can be lost, seen by callers. */
class HazelcastOutageTest extends OutageContract {

  private static final String ONLY = "outage-" + UUID.randomUUID();

  /** In front of the member that has no other. */
  private static HoleProxy way;

  private static MemberProcess only;

  private final List<Integer> ports = Members.freePorts(2);
  private final String cluster = "outage-" + UUID.randomUUID();

  @BeforeAll
  static void startOnlyMember() {
    int port = Members.freePorts(1).get(0);
    way = new HoleProxy(port);
    only =
        MemberProcess.startBehind(
            way.port(), "hazelcast-embedded://127.0.0.1:" + port + "/" + ONLY + "?port=" + port);
  }

  @AfterAll
  static void stopOnlyMember() {
    only.close();
    way.close();
  }

  // FAULTS H3
  @Test
  void theOnlyMemberIsFrozen() {
    open(atTheOnlyMember());

    survives("hazelcast-frozen", only::freeze, only::thaw);
  }

  // FAULTS R5, as it is for a client
  @Test
  void theWayToTheOnlyMemberIsHalfOpen() {
    open(atTheOnlyMember());

    survives("hazelcast-half-open", way::swallow, way::heal);
  }

  /** To a client it is stopped, but for its sessions, which no single member can keep. */
  @Test
  void theOnlyMemberIsCutOff() {
    open(atTheOnlyMember());

    survives("hazelcast-cut-off", way::cut, way::heal);
  }

  // FAULTS H1
  @Test
  void oneOfTwoMembersIsKilled() {
    try (MemberProcess first = MemberProcess.start(member(0));
        MemberProcess second = MemberProcess.start(member(1))) {
      open(at("hazelcast://" + host(0) + "," + host(1) + "/" + cluster));

      staysInService(new LostPart("hazelcast-member-killed", first::kill, this::isAlone, () -> {}));

      assertThat(second.isAlive()).isTrue();
    }
  }

  // FAULTS H3
  @Test
  void theOtherMemberIsFrozen() {
    try (MemberProcess other = MemberProcess.start(member(0))) {
      open(at(member(1)));
      awaitBackups();

      staysInService(
          new LostPart("hazelcast-other-member-frozen", other::freeze, this::isAlone, other::thaw));
    }
  }

  /** Whether whoever is left knows it, as client or as member. */
  private boolean isAlone() {
    return Stream.concat(
            HazelcastClient.getAllHazelcastClients().stream(),
            Hazelcast.getAllHazelcastInstances().stream())
        .allMatch(instance -> instance.getCluster().getMembers().size() == 1);
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

  private static Map<String, String> atTheOnlyMember() {
    return at("hazelcast://127.0.0.1:" + way.port() + "/" + ONLY);
  }

  private String host(int number) {
    return "127.0.0.1:" + ports.get(number);
  }

  private static Map<String, String> at(String uri) {
    return Map.of("store", "hazelcast", "store.uri", uri);
  }
}
