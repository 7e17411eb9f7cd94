package dev.postern.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a store and its server and counts bytes and how often the direction changes: a
 * request after an answer is a new trip, however many packets or commands it has. Thread-safe.
 */
final class CountingProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int target;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger trips = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  CountingProxy(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException("No port is free.", e);
    }
    daemon(this::acceptAll);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many went either way. */
  long bytes() {
    return bytes.get();
  }

  int trips() {
    return trips.get();
  }

  @Override
  public void close() {
    closeQuietly(listening);
    sockets.forEach(CountingProxy::closeQuietly);
  }

  private void acceptAll() {
    try {
      while (!listening.isClosed()) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        AtomicInteger isAnswered = new AtomicInteger(1);
        daemon(() -> copy(client, server, () -> trips.addAndGet(isAnswered.getAndSet(0))));
        daemon(() -> copy(server, client, () -> isAnswered.set(1)));
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void copy(Socket from, Socket to, Runnable onBytes) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        onBytes.run();
        bytes.addAndGet(read);
        out.write(buffer, 0, read);
      }
    } catch (IOException closed) {
      // The other direction learns of it below.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "counting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("A socket does not close.", e);
    }
  }
}
