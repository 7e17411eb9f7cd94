package dev.postern.store.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to reach Redis, and how long to wait for it. The defaults keep a request within 0.4 seconds
 * when the server is frozen. Immutable and thread-safe.
 *
 * @param address from {@code store.uri}, which has no default
 * @param connectTimeout {@code store.connect-timeout}, 150 ms
 * @param readTimeout {@code store.read-timeout}, 150 ms: how long a reply may take
 * @param poolSize {@code store.pool-size}, 32 connections, to each node of a cluster
 * @param poolWait {@code store.pool-wait}, 50 ms: how long a request waits for a free one
 */
record RedisSettings(
    RedisAddress address,
    Duration connectTimeout,
    Duration readTimeout,
    int poolSize,
    Duration poolWait) {

  private static final String URI = "store.uri";
  private static final String CONNECT_TIMEOUT = "store.connect-timeout";
  private static final String READ_TIMEOUT = "store.read-timeout";
  private static final String POOL_SIZE = "store.pool-size";
  private static final String POOL_WAIT = "store.pool-wait";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s)");
  private static final int MAX_POOL_SIZE = 10_000;

  static Set<String> names() {
    return Set.of(URI, CONNECT_TIMEOUT, READ_TIMEOUT, POOL_SIZE, POOL_WAIT);
  }

  static RedisSettings from(Map<String, String> values) {
    String uri = values.get(URI);
    if (uri == null) {
      throw new IllegalArgumentException(
          "store.uri: is missing. Write where Redis is, for example redis://localhost:6379.");
    }
    return new RedisSettings(
        RedisAddressParser.parse(uri),
        duration(values, CONNECT_TIMEOUT, "150ms"),
        duration(values, READ_TIMEOUT, "150ms"),
        number(values, POOL_SIZE, "32"),
        duration(values, POOL_WAIT, "50ms"));
  }

  private static Duration duration(Map<String, String> values, String name, String byDefault) {
    String text = values.getOrDefault(name, byDefault);
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          name + ": \"" + text + "\" is not a length of time. Write 150ms or 2s.");
    }
    int number = Integer.parseInt(matcher.group(1));
    return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
  }

  private static int number(Map<String, String> values, String name, String byDefault) {
    String text = values.getOrDefault(name, byDefault);
    if (!text.matches("\\d{1,5}") || !isPoolSize(Integer.parseInt(text))) {
      throw new IllegalArgumentException(
          name + ": \"" + text + "\" is not a number from 1 to " + MAX_POOL_SIZE + ". Write 32.");
    }
    return Integer.parseInt(text);
  }

  private static boolean isPoolSize(int number) {
    return number >= 1 && number <= MAX_POOL_SIZE;
  }
}
