package dev.postern.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a store and its server and can swallow every byte, with all connections open and
 * no FIN, as a firewall does that forgot them. What was connected meanwhile stays dead.
 * Thread-safe.
 */
final class HoleProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int target;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean swallowing;

  HoleProxy(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException("No port is free.", e);
    }
    daemon(this::acceptAll);
  }

  int port() {
    return listening.getLocalPort();
  }

  void swallow() {
    swallowing = true;
  }

  /** For new connections. */
  void heal() {
    swallowing = false;
  }

  @Override
  public void close() {
    closeQuietly(listening);
    sockets.forEach(HoleProxy::closeQuietly);
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
        daemon(() -> copy(client, server));
        daemon(() -> copy(server, client));
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[65_536];
    boolean dead = false;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        dead = dead || swallowing;
        if (!dead) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException closed) {
      // The other direction learns of it below.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "hole-proxy");
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
