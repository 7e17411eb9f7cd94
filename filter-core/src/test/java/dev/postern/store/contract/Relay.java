package dev.postern.store.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Stands between a store and its server, and lets each connection be watched. Thread-safe. */
public final class Relay implements AutoCloseable {

  private static final int WAITING_CONNECTIONS = 200;
  private static final int BUFFER = 65_536;

  private final ServerSocket listening;
  private final int target;
  private final Supplier<Watch> watches;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean isCut;

  /** Sees what goes through one connection, both directions at the same time. */
  public interface Watch {

    /** Bytes of the store to its server; tells whether they go on. */
    boolean asks(int bytes);

    /** The same with the bytes themselves, the first of the buffer. */
    default boolean asks(byte[] buffer, int bytes) {
      return asks(bytes);
    }

    /**
     * Bytes of the server to the store; tells whether they go on. The connection ends if it throws
     * {@link UncheckedIOException}.
     */
    boolean answers(int bytes);
  }

  /**
   * Listens on a free port of this machine.
   *
   * @param target the port of the server
   * @param watches asked for each connection
   */
  public Relay(int target, Supplier<Watch> watches) {
    this.target = target;
    this.watches = watches;
    try {
      this.listening = new ServerSocket(0, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException("No port is free.", e);
    }
    daemon(this::acceptAll);
  }

  /** Where the store has to connect to. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Ends every connection, and each new one at once. */
  void cut() {
    isCut = true;
    sockets.forEach(Relay::closeQuietly);
  }

  /** Takes new connections again. */
  void mend() {
    isCut = false;
  }

  @Override
  public void close() {
    closeQuietly(listening);
    sockets.forEach(Relay::closeQuietly);
  }

  private void acceptAll() {
    try {
      while (!listening.isClosed()) {
        Socket client = listening.accept();
        if (isCut) {
          closeQuietly(client);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        Watch watch = watches.get();
        daemon(() -> pump(client, server, watch::asks));
        daemon(() -> pump(server, client, (buffer, bytes) -> watch.answers(bytes)));
      }
    } catch (IOException closed) {
      close();
    }
  }

  /** What is asked of each piece that was read. */
  @FunctionalInterface
  private interface Gate {
    boolean passes(byte[] buffer, int bytes);
  }

  private static void pump(Socket from, Socket to, Gate gate) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (gate.passes(buffer, read)) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException | UncheckedIOException closed) {
      // The other direction learns of it below.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "relay");
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
