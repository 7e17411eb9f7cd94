package dev.postern.store.redis;

import dev.postern.store.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What a server says about itself by {@code INFO}. Immutable and thread-safe.
 *
 * @param values by name
 */
record ServerFacts(Map<String, String> values) {

  private static final int[] OLDEST = {6, 2};
  private static final Pattern LINE = Pattern.compile("(\\w+):([^\\r\\n]*)");
  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

  static ServerFacts parse(String info) {
    return new ServerFacts(
        LINE.matcher(info)
            .results()
            .collect(
                Collectors.toMap(
                    line -> line.group(1), line -> line.group(2), (first, second) -> first)));
  }

  /**
   * Refuses a server that cannot keep what it is given.
   *
   * @throws StoreException if it is too old, a replica, or forgets what it was told to keep
   */
  void check() {
    refuse(isOlderThanSupported(), "redis_version", "the server is older than 6.2. Upgrade it.");
    refuse(
        value("role").equals("slave"),
        "role",
        "the server is a replica. Name the primary in store.uri, or let Sentinel name it.");
    refuse(
        isEvicting(),
        "maxmemory_policy",
        "the server removes sessions and revocations when its memory is full."
            + " Set maxmemory-policy to noeviction.");
  }

  private boolean isOlderThanSupported() {
    Matcher version = VERSION.matcher(value("redis_version"));
    if (!version.matches()) {
      return true;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major < OLDEST[0] || (major == OLDEST[0] && minor < OLDEST[1]);
  }

  /** One that does not say is not refused: some hosts hide it. */
  boolean isEvicting() {
    return !policy().isEmpty() && !policy().equals("noeviction");
  }

  /** What it does when its memory is full; empty if it does not say. */
  String policy() {
    return value("maxmemory_policy");
  }

  /** Under which the replicas follow its history; empty if it does not say. */
  String replicationId() {
    return value("master_replid");
  }

  boolean hasReplicas() {
    return !value("connected_slaves").isEmpty() && !value("connected_slaves").equals("0");
  }

  private void refuse(boolean isUnfit, String fact, String problem) {
    if (isUnfit) {
      throw new StoreException(
          "redis: " + problem, new JedisException("INFO says " + fact + ":" + value(fact)));
    }
  }

  private String value(String name) {
    return Optional.ofNullable(values.get(name)).orElse("");
  }
}
