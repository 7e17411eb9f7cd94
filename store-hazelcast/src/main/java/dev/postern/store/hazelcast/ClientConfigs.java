package dev.postern.store.hazelcast;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import java.util.Map;

/**
 * What every client is configured with. Properties that a configuration file sets stay as they are.
 * Stateless and thread-safe.
 */
final class ClientConfigs {

  private static final int CONNECTION_TIMEOUT_MILLIS = 3_000;
  private static final int LONGEST_BACKOFF_MILLIS = 1_000;

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "hazelcast.logging.type", "jdk",
          "hazelcast.client.invocation.timeout.seconds", "3",
          "hazelcast.client.heartbeat.interval", "1000",
          // A new connection that says nothing is given up after this time too, and within 5 s
          // there has to be another one.
          "hazelcast.client.heartbeat.timeout", "3000");

  private ClientConfigs() {}

  static ClientConfig of(Address.Client address) {
    ClientConfig config = new ClientConfig().setClusterName(address.cluster());
    config.getNetworkConfig().setAddresses(address.members());
    return config;
  }

  /**
   * Makes any configuration fit for a store: while there is no connection calls fail at once, and
   * the client tries again, often and for ever, so that the service is back soon after the cluster.
   */
  static ClientConfig prepared(ClientConfig config, String instanceName) {
    PROPERTIES.forEach((name, value) -> config.getProperties().putIfAbsent(name, value));
    config.getNetworkConfig().setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config
        .getConnectionStrategyConfig()
        .setAsyncStart(true)
        .setReconnectMode(ReconnectMode.ASYNC)
        .getConnectionRetryConfig()
        .setMaxBackoffMillis(LONGEST_BACKOFF_MILLIS)
        .setClusterConnectTimeoutMillis(-1);
    // A backup would confirm to the client itself, which may not know a member that has just come.
    config.setBackupAckToClientEnabled(false);
    config.setInstanceName(instanceName);
    config.setClassLoader(ClientConfigs.class.getClassLoader());
    return config;
  }
}
