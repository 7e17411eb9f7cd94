package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.StoreProvider;
import dev.postern.store.redis.RedisAddress.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisSettingsTest {

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(StoreProvider.class))
        .anySatisfy(
            provider -> {
              assertThat(provider.name()).isEqualTo("redis");
              assertThat(provider.isShared()).isTrue();
              assertThat(provider.settingNames())
                  .containsExactlyInAnyOrder(
                      "store.uri",
                      "store.connect-timeout",
                      "store.read-timeout",
                      "store.pool-size",
                      "store.pool-wait");
            });
  }

  @Test
  void theDefaultsKeepARequestShort() {
    RedisSettings settings = RedisSettings.from(Map.of("store.uri", "redis://localhost"));

    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofMillis(150));
    assertThat(settings.readTimeout()).isEqualTo(Duration.ofMillis(150));
    assertThat(settings.poolSize()).isEqualTo(32);
    assertThat(settings.poolWait()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void oneServerMayHaveAUserAPasswordAndADatabase() {
    RedisAddress address =
        RedisAddressParser.parse("rediss://post%65rn:a%40b%2Fc+d:e@redis.example:6380/3");

    assertThat(address.kind()).isEqualTo(Kind.SINGLE);
    assertThat(address.tls()).isTrue();
    assertThat(address.hosts()).containsExactly(new HostAndPort("redis.example", 6380));
    assertThat(address.database()).isEqualTo(3);
    assertThat(address.credentials().orElseThrow().user()).contains("postern");
    assertThat(address.credentials().orElseThrow().password()).isEqualTo("a@b/c+d:e");
    assertThat(address.toString()).doesNotContain("a@b").doesNotContain("postern");
  }

  @Test
  void sentinelAndClusterHaveSeveralHosts() {
    RedisAddress sentinel = RedisAddressParser.parse("redis-sentinel://:pw@a:1,b,[::1]:2/main");
    RedisAddress cluster = RedisAddressParser.parse("rediss-cluster://a:1,b");

    assertThat(sentinel.kind()).isEqualTo(Kind.SENTINEL);
    assertThat(sentinel.primaryName()).isEqualTo("main");
    assertThat(sentinel.credentials().orElseThrow().user()).isEmpty();
    assertThat(sentinel.hosts())
        .isEqualTo(
            List.of(
                new HostAndPort("a", 1), new HostAndPort("b", 26_379), new HostAndPort("::1", 2)));
    assertThat(cluster.kind()).isEqualTo(Kind.CLUSTER);
    assertThat(cluster.tls()).isTrue();
    assertThat(cluster.hosts())
        .containsExactly(new HostAndPort("a", 1), new HostAndPort("b", 6_379));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secret                              | does not begin with a known scheme",
        "http://secret@host                  | does not begin with a known scheme",
        "redis://secret@host                 | names a user without a password",
        "redis://user:%zzsecret@host         | has a % that is not followed by two hexadecimal digits",
        "redis://u:sec#ret?@ho st            | has a host that cannot be read",
        "redis://                            | has a host that cannot be read",
        "redis://secret:99999                | has a port that is not between 1 and 65535",
        "redis://a,b                         | names several hosts for one server",
        "redis://u:p/secret@host             | has a host that cannot be read",
        "redis://host/secret                 | has something other than the number of a database after the host",
        "redis-sentinel://host               | does not say after the hosts what Sentinel calls the primary",
        "redis-cluster://host/secret         | has something after the hosts of a cluster"
      })
  void aWrongAddressIsExplainedWithoutRepeatingIt(String uri, String problem) {
    assertThatThrownBy(() -> RedisAddressParser.parse(uri.trim()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "store.uri: the address "
                + problem
                + ". Write redis://[user:password@]host[:port][/database],"
                + " redis-sentinel://host:port,host:port/name or"
                + " redis-cluster://host:port,host:port, with rediss in place of redis for TLS;"
                + " escape @ : / and % in a password as %40 %3A %2F %25.");
  }

  @Test
  void aMissingAddressIsAskedFor() {
    assertThatThrownBy(() -> RedisSettings.from(Map.of()))
        .hasMessage(
            "store.uri: is missing. Write where Redis is, for example redis://localhost:6379.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "0ms", "-1s", "1m", "", "9999999ms", "1.5s"})
  void aWrongTimeIsExplained(String text) {
    assertThatThrownBy(
            () ->
                RedisSettings.from(
                    Map.of("store.uri", "redis://localhost", "store.read-timeout", text)))
        .hasMessage(
            "store.read-timeout: \"" + text + "\" is not a length of time. Write 150ms or 2s.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001", "-1", "many", ""})
  void aWrongPoolSizeIsExplained(String text) {
    assertThatThrownBy(
            () ->
                RedisSettings.from(
                    Map.of("store.uri", "redis://localhost", "store.pool-size", text)))
        .hasMessage("store.pool-size: \"" + text + "\" is not a number from 1 to 10000. Write 32.");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://localhost,false",
    "redis://127.0.0.1,false",
    "redis://[::1],false",
    "redis://redis.example,true",
    "rediss://redis.example,false",
    "'redis-cluster://localhost,10.0.0.1',true"
  })
  void onlyPlaintextThatLeavesTheMachineIsWarnedOf(String uri, boolean isWarnedOf) {
    assertThat(RedisAddressParser.parse(uri).isPlaintextBeyondThisMachine()).isEqualTo(isWarnedOf);
  }
}
