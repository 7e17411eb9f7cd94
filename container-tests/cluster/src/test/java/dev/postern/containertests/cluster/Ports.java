package dev.postern.containertests.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports that nobody listens on, below those that a system gives to connections going out: one of
 * those could be taken by the time the server binds it. Thread-safe.
 */
final class Ports {

  private static final int FIRST = 21_000;
  private static final int ROOM = 8_000;
  private static final int STEP = 17;

  /** Two builds on one machine begin in different places. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * STEP % ROOM));

  private Ports() {}

  static int free() {
    return freeFor(0);
  }

  /** A port that is free, as are those at these distances from it. */
  static int freeFor(int... distances) {
    for (int attempt = 0; attempt < ROOM; attempt++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), ROOM);
      if (isFree(port) && IntStream.of(distances).allMatch(far -> isFree(port + far))) {
        return port;
      }
    }
    throw new IllegalStateException("No port is free.");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
