package dev.postern.store.redis;

import dev.postern.store.StoreException;
import java.util.Arrays;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Why no server could be found to talk to: a cluster is asked for its slots before anything else,
 * and what it said to that stands beneath the failure. Stateless and thread-safe.
 */
final class NotOpened {

  private NotOpened() {}

  static StoreException because(JedisException failure) {
    String problem =
        all(failure)
            .filter(JedisAccessControlException.class::isInstance)
            .map(NotOpened::refusal)
            .findFirst()
            .orElse("the server cannot be reached");
    return new StoreException("redis: " + problem, failure);
  }

  private static String refusal(Throwable refused) {
    String said = String.valueOf(refused.getMessage());
    return said.startsWith("NOPERM")
        ? "the user of store.uri lacks rights. Grant them: ACL SETUSER … +cluster|slots"
        : "the server refuses the user or password of store.uri";
  }

  private static Stream<Throwable> all(Throwable failure) {
    Stream<Throwable> beneath =
        Stream.concat(
            Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()));
    return Stream.concat(Stream.of(failure), beneath.flatMap(NotOpened::all));
  }
}
