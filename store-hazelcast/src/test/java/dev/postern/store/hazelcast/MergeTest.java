package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.postern.store.FindResult;
import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two real clusters of one name that meet: the smaller one joins the larger one. */
class MergeTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final int SESSIONS = 200;

  private final Instant now = Instant.now();
  private final List<SessionKey> keys =
      IntStream.range(0, SESSIONS).mapToObj(Samples::key).toList();
  private final List<LifecycleState> states = new CopyOnWriteArrayList<>();

  @Test
  void noSessionOfTheSmallerHalfIsAbsentAtAnyTime() {
    List<Integer> ports = Members.freePorts(3);
    List<Integer> two = ports.subList(0, 2);
    Config config = Members.meetingConfig(ports.subList(2, 3), ports.get(2));
    List<HazelcastInstance> started = new ArrayList<>();
    try {
      two.forEach(port -> started.add(Instances.member(Members.meetingConfig(two, port), "test")));
      Members.awaitMeeting(started);
      HazelcastInstance small = Instances.member(config, "test");
      started.add(small);
      small.getLifecycleService().addLifecycleListener(event -> states.add(event.getState()));
      HazelcastStores stores = HazelcastStores.on(small, "test", PATIENCE, Clock.systemUTC());
      keys.forEach(
          key -> stores.sessions().create(key, Samples.session(now, IDLE), Optional.empty()));

      two.forEach(
          port ->
              config.getNetworkConfig().getJoin().getTcpIpConfig().addMember("127.0.0.1:" + port));
      Set<Class<?>> results = findUntilMerged(stores);

      assertThat(results).containsExactly(FindResult.Found.class);
      assertThat(small.getCluster().getMembers()).hasSize(3);
      assertThat(keys)
          .allSatisfy(
              key ->
                  assertThat(stores.sessions().find(key, Optional.empty()))
                      .isInstanceOf(FindResult.Found.class));
    } finally {
      started.forEach(member -> member.getLifecycleService().terminate());
    }
  }

  private Set<Class<?>> findUntilMerged(HazelcastStores stores) {
    Set<Class<?>> results = new HashSet<>();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              boolean isMerged = states.contains(LifecycleState.MERGED);
              keys.forEach(key -> find(stores, key).map(Object::getClass).ifPresent(results::add));
              return isMerged;
            });
    assertThat(states).contains(LifecycleState.MERGING);
    return results;
  }

  /** Empty for an outage. */
  private static Optional<FindResult> find(HazelcastStores stores, SessionKey key) {
    try {
      return Optional.of(stores.sessions().find(key, Optional.empty()));
    } catch (StoreException e) {
      return Optional.empty();
    }
  }
}
