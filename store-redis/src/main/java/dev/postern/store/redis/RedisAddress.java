package dev.postern.store.redis;

import java.util.List;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is and who asks. {@link #toString()} shows neither user nor password. Immutable and
 * thread-safe.
 *
 * @param kind what stands there
 * @param tls whether to speak TLS, with the host's name checked
 * @param credentials who asks, or empty
 * @param hosts at least one
 * @param database the number of the database, 0 on a cluster
 * @param primaryName what Sentinel calls the primary, or empty
 */
record RedisAddress(
    Kind kind,
    boolean tls,
    Optional<Credentials> credentials,
    List<HostAndPort> hosts,
    int database,
    String primaryName) {

  /** What stands at the address. */
  enum Kind {
    /** One server. */
    SINGLE,
    /** Sentinels that know the primary. */
    SENTINEL,
    /** Some nodes of a cluster. */
    CLUSTER
  }

  /**
   * Who asks.
   *
   * @param user the ACL user, or empty for the default one
   * @param password never shown
   */
  record Credentials(Optional<String> user, String password) {
    @Override
    public String toString() {
      return "Credentials[redacted]";
    }
  }

  RedisAddress {
    hosts = List.copyOf(hosts);
  }

  /** Whether what is sent could be read on the way. */
  boolean isPlaintextBeyondThisMachine() {
    return !tls && hosts.stream().anyMatch(host -> !isLoopback(host.getHost()));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
