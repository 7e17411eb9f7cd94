package dev.postern.store.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import java.util.Map;

/**
 * What every embedded member is configured with. Properties that a configuration file sets stay as
 * they are. Stateless and thread-safe.
 */
final class MemberConfigs {

  private static final int FIRST_PORT = 5701;

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.phone.home.enabled", "false"),
          Map.entry("hazelcast.logging.type", "jdk"),
          // The application ends before the JVM does, and ends its member itself.
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.graceful.shutdown.max.wait", "10"),
          // The defaults notice a frozen member after a minute.
          Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
          Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
          Map.entry("hazelcast.operation.call.timeout.millis", "3000"),
          Map.entry("hazelcast.operation.backup.timeout.millis", "3000"),
          // Without an answer from the backup a write is not confirmed.
          Map.entry("hazelcast.operation.fail.on.indeterminate.state", "true"),
          // The network is plain text: listen nowhere but at the address members join by.
          Map.entry("hazelcast.socket.bind.any", "false"),
          Map.entry("hazelcast.map.invalidation.batch.enabled", "false"));

  private MemberConfigs() {}

  static Config of(Address.Embedded address) {
    Config config = new Config().setClusterName(address.cluster());
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(address.port().orElse(FIRST_PORT));
    network.setPortAutoIncrement(address.port().isEmpty());
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(address.members());
    config.getJetConfig().setEnabled(false);
    config.getManagementCenterConfig().setScriptingEnabled(false);
    config.getManagementCenterConfig().setConsoleEnabled(false);
    return config;
  }

  /**
   * Makes any configuration fit for a store. A map that a file names in full keeps what it says.
   */
  static Config prepared(Config config, String instanceName) {
    PROPERTIES.forEach((name, value) -> config.getProperties().putIfAbsent(name, value));
    MapConfigs.all().forEach(config::addMapConfig);
    return config
        .setInstanceName(instanceName)
        .setClassLoader(MemberConfigs.class.getClassLoader());
  }
}
