package dev.postern.store.hazelcast;

import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A member in a JVM of its own, which can be killed and frozen. */
final class MemberProcess implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofMinutes(2);
  private static final String READY = "ready";

  private final Path output;
  private final Process process;

  private MemberProcess(String uri, List<String> options) throws IOException {
    this.output = Files.createTempFile("member", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MemberProcess.class.getName(), uri));
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  /** Starts it and waits until it is a member. */
  static MemberProcess start(String uri) {
    return start(uri, List.of());
  }

  /** The same for one that tells clients to come by another port of this machine. */
  static MemberProcess startBehind(int port, String uri) {
    return start(uri, List.of("-Dhazelcast.local.publicAddress=127.0.0.1:" + port));
  }

  private static MemberProcess start(String uri, List<String> options) {
    try {
      MemberProcess member = new MemberProcess(uri, options);
      await().atMost(TIME_TO_START).until(member::isReady);
      return member;
    } catch (IOException e) {
      throw new IllegalStateException("The member could not be started.", e);
    }
  }

  /**
   * Is a member, with a copy of everything where there are others, until nobody holds the other end
   * of the standard input.
   */
  public static void main(String[] args) throws IOException {
    HazelcastInstance member =
        Instances.open(AddressParser.parse(Map.of("store.uri", args[0])), "test");
    Members.sessions(member).get("first call");
    await().atMost(TIME_TO_START).until(member.getPartitionService()::isClusterSafe);
    System.out.println(READY);
    while (System.in.read() >= 0) {
      // Nothing is said.
    }
    Runtime.getRuntime().halt(0);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() {
    process.destroyForcibly();
    waitFor(process);
  }

  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new IllegalStateException("The log of the member could not be removed.", e);
    }
  }

  private boolean isReady() throws IOException {
    return Files.readAllLines(output).contains(READY);
  }

  private void signal(String signal) {
    try {
      waitFor(new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start());
    } catch (IOException e) {
      throw new IllegalStateException("No signal could be sent.", e);
    }
  }

  private static void waitFor(Process ending) {
    try {
      if (!ending.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A process does not end.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process was ending.", e);
    }
  }
}
