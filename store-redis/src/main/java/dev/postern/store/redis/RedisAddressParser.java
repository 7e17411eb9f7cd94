package dev.postern.store.redis;

import static java.util.Objects.requireNonNull;

import dev.postern.store.redis.RedisAddress.Credentials;
import dev.postern.store.redis.RedisAddress.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/**
 * Reads {@code store.uri}. Its messages repeat no part of the value but the scheme: a password with
 * an unescaped {@code @} or {@code /} could be taken for any other part. Stateless and thread-safe.
 */
final class RedisAddressParser {

  private static final String FORMS =
      "redis://[user:password@]host[:port][/database], redis-sentinel://host:port,host:port/name"
          + " or redis-cluster://host:port,host:port, with rediss in place of redis for TLS";
  private static final Map<String, Kind> KINDS =
      Map.of("", Kind.SINGLE, "-sentinel", Kind.SENTINEL, "-cluster", Kind.CLUSTER);
  private static final Pattern SCHEME = Pattern.compile("redis(s?)((?:-sentinel|-cluster)?)");
  private static final Pattern HOST =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([\\w.-]+))(?::(\\d{1,5}))?");

  private RedisAddressParser() {}

  static RedisAddress parse(String uri) {
    int schemeEnd = uri.indexOf("://");
    Matcher scheme = SCHEME.matcher(uri.substring(0, Math.max(0, schemeEnd)));
    if (!scheme.matches()) {
      throw problem("does not begin with a known scheme");
    }
    Kind kind = requireNonNull(KINDS.get(scheme.group(2)), "The pattern knows all kinds.");
    String rest = uri.substring(schemeEnd + 3);
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    int at = authority.lastIndexOf('@');
    return new RedisAddress(
        kind,
        !scheme.group(1).isEmpty(),
        at < 0 ? Optional.empty() : Optional.of(credentials(authority.substring(0, at))),
        hosts(authority.substring(at + 1), kind),
        kind == Kind.SINGLE ? database(path) : 0,
        kind == Kind.SENTINEL ? primaryName(path) : noPath(path, kind));
  }

  private static Credentials credentials(String userInfo) {
    int colon = userInfo.indexOf(':');
    String password = decode(userInfo.substring(colon + 1));
    if (colon < 0 || password.isEmpty()) {
      throw problem("names a user without a password");
    }
    String user = decode(userInfo.substring(0, colon));
    return new Credentials(user.isEmpty() ? Optional.empty() : Optional.of(user), password);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not passed on as the cause: its message quotes what may be the password.
      throw problem("has a % that is not followed by two hexadecimal digits");
    }
  }

  private static List<HostAndPort> hosts(String text, Kind kind) {
    List<HostAndPort> hosts = new ArrayList<>();
    for (String host : text.split(",", -1)) {
      hosts.add(host(host, kind == Kind.SENTINEL ? 26379 : 6379));
    }
    if (kind == Kind.SINGLE && hosts.size() > 1) {
      throw problem("names several hosts for one server");
    }
    return hosts;
  }

  private static HostAndPort host(String text, int defaultPort) {
    Matcher host = HOST.matcher(text);
    if (!host.matches()) {
      throw problem("has a host that cannot be read");
    }
    int port = host.group(3) == null ? defaultPort : Integer.parseInt(host.group(3));
    if (port < 1 || port > 65_535) {
      throw problem("has a port that is not between 1 and 65535");
    }
    return new HostAndPort(host.group(1) == null ? host.group(2) : host.group(1), port);
  }

  private static int database(String path) {
    if (!path.matches("\\d{0,4}")) {
      throw problem("has something other than the number of a database after the host");
    }
    return path.isEmpty() ? 0 : Integer.parseInt(path);
  }

  private static String primaryName(String path) {
    if (!path.matches("[\\w.-]+")) {
      throw problem("does not say after the hosts what Sentinel calls the primary");
    }
    return path;
  }

  private static String noPath(String path, Kind kind) {
    if (kind == Kind.CLUSTER && !path.isEmpty()) {
      throw problem("has something after the hosts of a cluster");
    }
    return "";
  }

  private static IllegalArgumentException problem(String problem) {
    return new IllegalArgumentException(
        "store.uri: the address "
            + problem
            + ". Write "
            + FORMS
            + "; escape @ : / and % in a"
            + " password as %40 %3A %2F %25.");
  }
}
