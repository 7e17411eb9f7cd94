package dev.postern.store.redis;

import dev.postern.store.OneTimeUse;
import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Claims as plain keys that expire. The claim and the question whose it is travel together, in one
 * trip; {@code SET} answers that by itself only from Redis 7.0 on. Thread-safe.
 */
final class RedisOneTimeUse implements OneTimeUse {

  private static final String OPERATION = "claim";

  private final ConfirmedWrite confirmed;
  private final SessionNames names;
  private final Clock clock;

  /**
   * Over a link that repeats what was not answered: the same claim again is harmless.
   *
   * @param confirmed writes so that they survive the loss of the primary
   */
  RedisOneTimeUse(ConfirmedWrite confirmed, SessionNames names, Clock clock) {
    this.confirmed = confirmed;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public String claim(String key, String claimant, Instant until) {
    byte[] name = names.nameOfClaim(key);
    long life = Math.max(1, Text.millis(Duration.between(clock.instant(), until)));
    List<Object> replies =
        confirmed.runTwice(
            OPERATION,
            name,
            new CommandArguments(Command.SET).add(name).add(claimant).add("NX").add("PX").add(life),
            new CommandArguments(Command.GET).add(name));
    String holder = holder(replies.get(1));
    if (holder.equals(claimant) && replies.get(0) == null) {
      confirmAgain(name, life);
    }
    return holder;
  }

  /**
   * The earlier answer may have been lost before a replica had the claim, and this connection has
   * written nothing that could be waited for.
   */
  private void confirmAgain(byte[] name, long life) {
    confirmed.runTwice(OPERATION, name, new CommandArguments(Command.PEXPIRE).add(name).add(life));
  }

  /** What has expired before it could be read was claimed by nobody who may know of it. */
  private static String holder(Object reply) {
    if (reply instanceof byte[] text) {
      return Text.string(text);
    }
    throw new StoreException(
        "redis: a claim was not kept", new JedisDataException("GET found nothing."));
  }
}
