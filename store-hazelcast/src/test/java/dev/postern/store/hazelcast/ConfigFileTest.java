package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  @TempDir private Path folder;

  @Test
  void itsRootTellsAMemberFromAClient() throws IOException {
    ConfigFile yaml = file("a.yaml", "# hazelcast-client: no\nhazelcast:\n  cluster-name: prod\n");
    ConfigFile xml =
        file(
            "b.xml",
            "<?xml version=\"1.0\"?><!-- <hazelcast> -->"
                + "<hazelcast-client xmlns=\"http://www.hazelcast.com/schema/client-config\">"
                + "<cluster-name>prod</cluster-name></hazelcast-client>");

    assertThat(yaml.isOfClient()).isFalse();
    assertThat(yaml.member().getClusterName()).isEqualTo("prod");
    assertThat(xml.isOfClient()).isTrue();
    assertThat(xml.client().getClusterName()).isEqualTo("prod");
  }

  @Test
  void whatAFileSaysStaysAndTheRestIsOurs() throws IOException {
    ConfigFile file =
        file(
            "c.yaml",
            """
            hazelcast:
              properties:
                hazelcast.max.no.heartbeat.seconds: 9
              map:
                postern.shop.sessions:
                  backup-count: 2
            """);

    Config config = MemberConfigs.prepared(file.member(), "name");

    assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("9");
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    assertThat(config.getMapConfig("postern.shop.sessions").getBackupCount()).isEqualTo(2);
    assertThat(config.getMapConfig("postern.shop.denials").getTimeToLiveSeconds())
        .isEqualTo((int) MapConfigs.LOG_LIFE.toSeconds());
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.yaml"), "redis:\n");

    assertThatThrownBy(() -> ConfigFile.read(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "store.config: \""
                + other
                + "\" begins neither with hazelcast nor with hazelcast-client."
                + " Name a Hazelcast configuration file.");
  }

  private ConfigFile file(String name, String text) throws IOException {
    return ConfigFile.read(Files.writeString(folder.resolve(name), text));
  }
}
