package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.Stores;
import dev.postern.store.SubjectKey;
import dev.postern.store.contract.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client of a cluster that knows nothing of us. */
class PlainClusterTest {

  private static final Duration IDLE = Duration.ofMinutes(30);

  /** Members that were to load a class of ours could not. */
  private static final class Blind extends ClassLoader {
    Blind() {
      super(PlainClusterTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("dev.postern")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void membersNeedNoClassOfOurs() {
    MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    SubjectKey alice = new SubjectKey(Samples.key(9).value());
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(alice, 2));
    SessionKey first = Samples.key(1);
    SessionKey second = Samples.key(2);
    int port = Members.freePorts(1).get(0);
    HazelcastInstance member = plainMember(port);
    try (Stores stores = client(port, clock)) {
      SessionStore store = stores.sessions();

      store.create(first, Samples.session(clock.instant(), IDLE), enrolment);
      store.update(first, Samples.set(Samples.large(), clock.instant(), "large"));
      store.move(first, second, Samples.set("b", clock.instant()), Grace.NONE, enrolment);

      assertThat(store.findBySubject(alice)).extracting(StoredSession::key).containsExactly(second);
      assertThat(store.attribute(second, "large")).contains(Samples.large());
      clock.advance(IDLE);
      assertThat(store.takeExpired(9).get(0).session().attributes())
          .containsOnlyKeys("a", "b", "large")
          .containsEntry("large", Samples.large());
    } finally {
      member.getLifecycleService().terminate();
    }
  }

  private static Stores client(int port, MutableClock clock) {
    String uri = "hazelcast://127.0.0.1:" + port + "/plain";
    return HazelcastStores.on(Members.patientClient(uri), "test", Duration.ofSeconds(60), clock);
  }

  private static HazelcastInstance plainMember(int port) {
    Config config = new Config().setClusterName("plain").setClassLoader(new Blind());
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "jdk");
    config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    return Hazelcast.newHazelcastInstance(config);
  }
}
