package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import dev.postern.store.StoreException;
import org.junit.jupiter.api.Test;

class StartupCheckTest {

  @Test
  void aMapThatIsNotFitIsRefused() {
    try (Members members = Members.start(1)) {
      members
          .member(0)
          .getConfig()
          .addMapConfig(
              new MapConfig("objects")
                  .setInMemoryFormat(InMemoryFormat.OBJECT)
                  .setTimeToLiveSeconds(7200));

      assertThatCode(() -> check(members, "postern.test.sessions")).doesNotThrowAnyException();
      assertThatThrownBy(() -> check(members, "plain"))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "hazelcast: the map plain never forgets; set time-to-live-seconds to 7200"
                  + " in the cluster's configuration");
      assertThatThrownBy(() -> check(members, "objects"))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "hazelcast: the map objects compares values as objects; set in-memory-format to"
                  + " BINARY in the cluster's configuration");
    }
  }

  private static void check(Members members, String map) {
    StartupCheck.run(members.member(0).getMap(map), MapConfigs.SESSION_LIFE);
  }
}
