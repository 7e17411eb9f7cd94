package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README tells a cluster of its own to be configured with is what members are. */
class ReadmeMapsTest {

  @Test
  void theConfigurationInTheReadmeIsThatOfEmbeddedMembers() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("```yaml") + "```yaml".length();
    Config told = Config.loadFromString(readme.substring(start, readme.indexOf("```", start)));

    assertThat(told.getMapConfigs().keySet())
        .containsAll(MapConfigs.all().stream().map(MapConfig::getName).toList());
    for (MapConfig ours : MapConfigs.all()) {
      MapConfig theirs = told.getMapConfig(ours.getName());
      assertThat(theirs.getTimeToLiveSeconds()).isEqualTo(ours.getTimeToLiveSeconds());
      assertThat(theirs.getBackupCount()).isEqualTo(ours.getBackupCount());
      assertThat(theirs.getInMemoryFormat()).isEqualTo(ours.getInMemoryFormat());
      assertThat(theirs.isPerEntryStatsEnabled()).isEqualTo(ours.isPerEntryStatsEnabled());
      assertThat(ours.getMergePolicyConfig().getPolicy())
          .endsWith("." + theirs.getMergePolicyConfig().getPolicy());
    }
  }
}
