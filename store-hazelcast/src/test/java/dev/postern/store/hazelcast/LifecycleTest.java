package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.postern.store.Denial;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.LogPosition;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoreException;
import dev.postern.store.StoreProvider;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import dev.postern.store.SubjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening, closing and losing members. */
class LifecycleTest {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int SESSIONS = 100;
  private final Instant now = Instant.now();

  @TempDir private Path folder;

  private final StoreProvider provider =
      ServiceLoader.load(StoreProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(found -> found.name().equals("hazelcast"))
          .findFirst()
          .orElseThrow();

  @Test
  void aKilledMemberTakesNothingWithIt() {
    try (Members members = Members.start(2)) {
      HazelcastSessionStore doomed = sessionsOn(members.member(0));
      HazelcastDenylist doomedLog = logOn(members.member(0));
      List<Integer> numbers = IntStream.range(0, SESSIONS).boxed().toList();
      numbers.forEach(
          n -> doomed.create(Samples.key(n), Samples.session(now, IDLE), Optional.empty()));
      numbers.forEach(n -> doomed.update(Samples.key(n), Samples.set("b", now)));
      numbers.forEach(n -> doomedLog.append(denial("k" + n)));

      members.member(0).getLifecycleService().terminate();

      HazelcastSessionStore left = sessionsOn(members.member(1));
      assertThat(numbers)
          .allSatisfy(n -> assertThat(found(left, n).attributes()).containsOnlyKeys("a", "b"));
      assertThat(logOn(members.member(1)).readAfter(LogPosition.START).denials()).hasSize(SESSIONS);
      assertThatThrownBy(() -> doomed.find(Samples.key(0), Optional.empty()))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> doomedLog.append(denial("late"))).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void neitherAreLargeAttributesTheIndexAndTheNotesOfEnds() {
    try (Members members = Members.start(2)) {
      HazelcastSessionStore doomed = sessionsOn(members.member(0));
      Enrolment enrolment = new Enrolment(new SubjectKey(Samples.key(0).value()), SESSIONS);
      List<Integer> numbers = IntStream.range(1, SESSIONS / 2).boxed().toList();
      for (int n : numbers) {
        doomed.create(Samples.key(n), Samples.session(now, IDLE), Optional.of(enrolment));
        doomed.update(Samples.key(n), Samples.set(Samples.value("x".repeat(5_000)), now, "large"));
      }

      members.member(0).getLifecycleService().terminate();

      Clock later = Clock.offset(Clock.systemUTC(), IDLE);
      HazelcastSessionStore left = sessionsOn(members.member(1));
      assertThat(left.findBySubject(enrolment.subject())).hasSameSizeAs(numbers);
      assertThat(new HazelcastSessionStore(Members.maps(members.member(1)), later).takeExpired(99))
          .hasSameSizeAs(numbers)
          .allSatisfy(
              taken -> assertThat(taken.session().attributes()).containsOnlyKeys("a", "large"));
    }
  }

  @Test
  void twoApplicationsInOneJvmShareAClusterAndNeverMeet() {
    List<Integer> ports = Members.freePorts(2);
    try (Stores one = provider.open(Members.patient("one", folder, ports, 0));
        Stores two = provider.open(Members.patient("two", folder, ports, 1))) {
      one.sessions().create(Samples.key(1), Samples.session(now, IDLE), Optional.empty());
      one.denylist().append(denial("k"));

      assertThat(((HazelcastStores) two).instance().getCluster().getMembers()).hasSize(2);
      assertThat(two.sessions().find(Samples.key(1), Optional.empty()))
          .isEqualTo(new FindResult.Absent());
      assertThat(two.denylist().readAfter(LogPosition.START).denials()).isEmpty();
    }
  }

  @Test
  void aRedeployedApplicationFindsItsSessionsAndLeavesNoThread() {
    List<Integer> ports = Members.freePorts(2);
    try (Stores stays = provider.open(Members.patient("app", folder, ports, 0))) {
      stays.sessions().create(Samples.key(1), Samples.session(now, IDLE), Optional.empty());
      for (int deployment = 0; deployment < 2; deployment++) {
        Stores redeployed = provider.open(Members.patient("app", folder, ports, 1));
        String instance = ((HazelcastStores) redeployed).instance().getName();
        assertThat(redeployed.sessions().find(Samples.key(1), Optional.empty()))
            .isInstanceOf(FindResult.Found.class);
        assertThat(threadsOf(instance)).isNotEmpty();

        redeployed.close();
        redeployed.close();

        await().atMost(SOON).untilAsserted(() -> assertThat(threadsOf(instance)).isEmpty());
      }
      assertThat(stays.sessions().find(Samples.key(1), Optional.empty()))
          .isInstanceOf(FindResult.Found.class);
    }
  }

  @Test
  void aClientWhoseClusterIsGoneFailsAtOnceAndLeavesNoThread() {
    Members members = Members.start(1);
    Stores client = provider.open(Members.settings("test", members.clientUri()));
    String instance = ((HazelcastStores) client).instance().getName();
    client.sessions().create(Samples.key(1), Samples.session(now, IDLE), Optional.empty());

    members.close();

    await().atMost(SOON).until(() -> failsAtOnce(client));
    client.close();
    await().atMost(SOON).untilAsserted(() -> assertThat(threadsOf(instance)).isEmpty());
  }

  @Test
  void aClusterThatCannotBeReachedIsAnOutage() {
    Address.Client nobody =
        new Address.Client(List.of("127.0.0.1:" + Members.freePorts(1).get(0)), "nobody");

    assertThatThrownBy(
            () -> Instances.client(ClientConfigs.of(nobody), "app", Duration.ofSeconds(1)))
        .isInstanceOf(StoreException.class)
        .hasMessage("hazelcast: no member could be reached within 1 s");
  }

  @Test
  void aStartThatFailsForWhateverReasonLeavesNothingOpen() throws IOException {
    int before = Hazelcast.getAllHazelcastInstances().size();
    Path file =
        Files.writeString(
            folder.resolve("unfit.yaml"),
            """
            hazelcast:
              network:
                port:
                  port: %d
                join:
                  multicast:
                    enabled: false
                  auto-detection:
                    enabled: false
              map:
                postern.app.sessions:
                  in-memory-format: NATIVE
            """
                .formatted(Members.freePorts(1).get(0)));

    assertThatThrownBy(
            () ->
                provider.open(
                    new StoreSettings(
                        "app", Map.of("store.config", file.toString()), Clock.systemUTC())))
        .isInstanceOf(StoreException.class)
        .hasMessage("hazelcast: the store could not be opened");

    assertThat(Hazelcast.getAllHazelcastInstances()).hasSize(before);
  }

  private static boolean failsAtOnce(Stores stores) {
    long start = System.nanoTime();
    try {
      stores.sessions().find(Samples.key(1), Optional.empty());
      return false;
    } catch (StoreException e) {
      return Duration.ofNanos(System.nanoTime() - start).toMillis() < 600;
    }
  }

  private static List<String> threadsOf(String instance) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.contains(instance))
        .toList();
  }

  private static SessionRecord found(HazelcastSessionStore store, int number) {
    FindResult result = store.find(Samples.key(number), Optional.empty());
    assertThat(result).isInstanceOf(FindResult.Found.class);
    return ((FindResult.Found) result).session();
  }

  private static HazelcastSessionStore sessionsOn(HazelcastInstance instance) {
    return new HazelcastSessionStore(Members.maps(instance), Clock.systemUTC());
  }

  private static HazelcastDenylist logOn(HazelcastInstance instance) {
    return new HazelcastDenylist(Members.denials(instance, "test"), Clock.systemUTC());
  }

  private Denial denial(String key) {
    return new Denial(Denial.Kind.TOKEN, key, now, now.plusSeconds(300));
  }
}
