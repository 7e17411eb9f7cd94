package dev.postern.store.hazelcast;

import static org.awaitility.Awaitility.await;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.postern.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Members of one cluster on free ports, and a client of it. They are patient, so that a machine
 * that stalls is not taken for an outage, and they have met before a test begins.
 */
final class Members implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<String, String> PATIENT_MEMBER =
      Map.of(
          "hazelcast.max.no.heartbeat.seconds", "300",
          "hazelcast.operation.call.timeout.millis", "60000",
          "hazelcast.operation.backup.timeout.millis", "60000",
          "hazelcast.graceful.shutdown.max.wait", "60");

  private static final Map<String, String> PATIENT_CLIENT =
      Map.of(
          "hazelcast.client.invocation.timeout.seconds", "60",
          "hazelcast.client.heartbeat.timeout", "300000");

  private static final Calls THREADS = new Calls("test-calls", 32, PATIENCE, PATIENCE);

  private final String cluster = "test-" + UUID.randomUUID();
  private final List<HazelcastInstance> clients = new ArrayList<>();
  private final List<Integer> ports;
  private final List<HazelcastInstance> members = new ArrayList<>();

  private Members(int count) {
    ports = freePorts(count);
    startAll();
  }

  private void startAll() {
    ports.forEach(port -> members.add(patientMember(memberUri(port))));
    awaitMeeting(members);
  }

  /** Ends all of them as a loss of power would, and starts as many in their places. */
  void loseAll() {
    members.forEach(member -> member.getLifecycleService().terminate());
    members.clear();
    startAll();
  }

  static Members start(int count) {
    return new Members(count);
  }

  HazelcastInstance member(int number) {
    return members.get(number);
  }

  /** Lets a member go, as a redeploy does, and another one come in its place. */
  void replace(int number) {
    member(number).shutdown();
    members.set(number, patientMember(memberUri(ports.get(number))));
    awaitMeeting(members);
  }

  /** One client for all who ask. */
  synchronized HazelcastInstance client() {
    if (clients.isEmpty()) {
      clients.add(patientClient(clientUri()));
    }
    return clients.get(0);
  }

  String clientUri() {
    return "hazelcast://" + hosts(ports) + "/" + cluster;
  }

  String memberUri(int port) {
    return "hazelcast-embedded://" + hosts(ports) + "/" + cluster + "?port=" + port;
  }

  @Override
  public void close() {
    clients.forEach(HazelcastInstance::shutdown);
    members.forEach(member -> member.getLifecycleService().terminate());
  }

  static HazelcastInstance patientMember(String uri) {
    Config config = MemberConfigs.of((Address.Embedded) AddressParser.parse(values(uri)));
    PATIENT_MEMBER.forEach(config::setProperty);
    return Instances.member(config, "test");
  }

  /** A configuration that lets a member look every second for other clusters to merge with. */
  static Config meetingConfig(List<Integer> ports, int port) {
    String uri = "hazelcast-embedded://" + hosts(ports) + "/meeting?port=" + port;
    Config config = MemberConfigs.of((Address.Embedded) AddressParser.parse(values(uri)));
    PATIENT_MEMBER.forEach(config::setProperty);
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "1");
    return config;
  }

  /** Until they know each other, own their parts of the maps, and the backups have all. */
  static void awaitMeeting(List<HazelcastInstance> members) {
    awaitMeeting(members, members.size());
  }

  /** The same where some of them are in another JVM. */
  static void awaitMeeting(List<HazelcastInstance> members, int count) {
    members.forEach(member -> sessions(member).get("first call"));
    await()
        .atMost(PATIENCE)
        .until(() -> members.stream().allMatch(member -> hasMet(member, count)));
  }

  private static boolean hasMet(HazelcastInstance member, int count) {
    return member.getCluster().getMembers().size() == count
        && member.getPartitionService().isClusterSafe();
  }

  static HazelcastInstance patientClient(String uri) {
    ClientConfig config = ClientConfigs.of((Address.Client) AddressParser.parse(values(uri)));
    PATIENT_CLIENT.forEach(config::setProperty);
    return Instances.client(config, "test");
  }

  /** The map of sessions, the same for every test of the class; their keys are their own. */
  static Grid sessions(HazelcastInstance instance) {
    return sessions(instance.getMap(MapConfigs.sessionsOf("test")));
  }

  static Grid sessions(IMap<String, byte[]> map) {
    return new Grid(map, MapConfigs.SESSION_LIFE);
  }

  /** All maps of sessions, the same for every test of the class. */
  static SessionMaps maps(HazelcastInstance instance) {
    return SessionMaps.open("test", (name, life) -> new Grid(instance.getMap(name), life));
  }

  /** The same as they ship: what is begun is under way at the same time. */
  static SessionMaps mapsAtOnce(HazelcastInstance instance) {
    Lanes lanes = new Lanes(THREADS, THREADS, THREADS);
    return SessionMaps.open(
        "test", (name, life) -> new Grid(instance.getMap(name), life, lanes, new Halves()));
  }

  static Grid denials(HazelcastInstance instance, String app) {
    return new Grid(instance.getMap(MapConfigs.denialsOf(app)), MapConfigs.LOG_LIFE);
  }

  static StoreSettings settings(String app, String uri) {
    return new StoreSettings(app, values(uri), Clock.systemUTC());
  }

  /** Settings that name a file, for a member as patient as the others. */
  static StoreSettings patient(String app, Path folder, List<Integer> ports, int own) {
    try {
      Path file =
          Files.writeString(
              Files.createTempFile(folder, "member", ".yaml"),
              String.format(
                  """
                  hazelcast:
                    cluster-name: %s
                    properties:
                      hazelcast.max.no.heartbeat.seconds: 300
                      hazelcast.operation.call.timeout.millis: 60000
                      hazelcast.operation.backup.timeout.millis: 60000
                      hazelcast.graceful.shutdown.max.wait: 60
                    network:
                      port:
                        port: %d
                        auto-increment: false
                      join:
                        multicast:
                          enabled: false
                        auto-detection:
                          enabled: false
                        tcp-ip:
                          enabled: true
                          members: %s
                  """,
                  folder.getFileName(), ports.get(own), hosts(ports)));
      return new StoreSettings(app, Map.of("store.config", file.toString()), Clock.systemUTC());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of an application that is a client, as patient as the others. */
  Map<String, String> patientStore(Path folder) {
    return Map.of(
        "store", "hazelcast",
        "store.config", patientClient(folder).toString(),
        "store.read-timeout", "60s");
  }

  private Path patientClient(Path folder) {
    try {
      return Files.writeString(
          Files.createTempFile(folder, "client", ".yaml"),
          String.format(
              """
              hazelcast-client:
                cluster-name: %s
                properties:
                  hazelcast.client.heartbeat.timeout: 300000
                  hazelcast.client.invocation.timeout.seconds: 60
                network:
                  cluster-members: %s
              """,
              cluster, ports.stream().map(port -> "127.0.0.1:" + port).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = IntStream.range(0, count).mapToObj(n -> open()).toList();
    sockets.forEach(Members::close);
    return sockets.stream().map(ServerSocket::getLocalPort).toList();
  }

  private static String hosts(List<Integer> ports) {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  private static Map<String, String> values(String uri) {
    return Map.of("store.uri", uri);
  }

  /** Below the ports that connections are given, so that none takes it before the member does. */
  private static ServerSocket open() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException taken) {
        // Another one will do.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
