package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.postern.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Members of one cluster on free ports, and a client of it. */
final class Members implements AutoCloseable {

  private final String cluster = "test-" + UUID.randomUUID();
  private final List<HazelcastInstance> clients = new ArrayList<>();
  private final List<Integer> ports;
  private final List<HazelcastInstance> members;

  private Members(int count) {
    ports = freePorts(count);
    members =
        ports.stream()
            .map(port -> Instances.open(AddressParser.parse(values(memberUri(port))), "test"))
            .toList();
  }

  static Members start(int count) {
    return new Members(count);
  }

  HazelcastInstance member(int number) {
    return members.get(number);
  }

  /** One client for all who ask. */
  synchronized HazelcastInstance client() {
    if (clients.isEmpty()) {
      clients.add(Instances.open(AddressParser.parse(values(clientUri())), "test"));
    }
    return clients.get(0);
  }

  String clientUri() {
    return "hazelcast://" + hosts() + "/" + cluster;
  }

  String memberUri(int port) {
    return "hazelcast-embedded://" + hosts() + "/" + cluster + "?port=" + port;
  }

  @Override
  public void close() {
    clients.forEach(HazelcastInstance::shutdown);
    members.forEach(member -> member.getLifecycleService().terminate());
  }

  /** The map of sessions, the same for every test of the class; their keys are their own. */
  static Grid sessions(HazelcastInstance instance) {
    return sessions(instance.getMap(MapConfigs.sessionsOf("test")));
  }

  static Grid sessions(IMap<String, byte[]> map) {
    return new Grid(map, MapConfigs.SESSION_LIFE);
  }

  static Grid denials(HazelcastInstance instance, String app) {
    return new Grid(instance.getMap(MapConfigs.denialsOf(app)), MapConfigs.LOG_LIFE);
  }

  static StoreSettings settings(String app, String uri) {
    return new StoreSettings(app, values(uri), Clock.systemUTC());
  }

  static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = IntStream.range(0, count).mapToObj(n -> open()).toList();
    sockets.forEach(Members::close);
    return sockets.stream().map(ServerSocket::getLocalPort).toList();
  }

  private String hosts() {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  private static Map<String, String> values(String uri) {
    return Map.of("store.uri", uri);
  }

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
