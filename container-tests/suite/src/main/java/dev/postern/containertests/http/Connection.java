package dev.postern.containertests.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A connection that stays open from call to call, and on which a call is sent and its answer read
 * in two steps: so one thread has several requests in flight. Opens itself again after the server
 * said that it closes. Not thread-safe.
 */
public final class Connection implements AutoCloseable {

  /** These calls are about what is answered, never about when. */
  private static final int PATIENCE_MILLIS = 300_000;

  private final int port;
  private Socket socket;
  private InputStream in;
  private Call pending;

  Connection(int port) {
    this.port = port;
  }

  /** Sends a call and returns its answer. */
  public Answer ask(Call call) {
    send(call);
    return receive();
  }

  /** Sends a call; its answer has to be received before the next one is sent. */
  public void send(Call call) {
    if (pending != null) {
      throw new IllegalStateException("The answer to " + pending + " was not received.");
    }
    try {
      call.writeTo(open().getOutputStream());
      pending = call;
    } catch (IOException e) {
      throw new UncheckedIOException(call.toString(), e);
    }
  }

  /** Returns as soon as the first byte of the answer is here, and leaves it unread. */
  public void awaitFirstByte() {
    try {
      in.mark(1);
      if (in.read() < 0) {
        throw new IOException("The server closed the connection.");
      }
      in.reset();
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(pending), e);
    }
  }

  /** The answer to the call that was sent. */
  public Answer receive() {
    try {
      Answer answer = pending.readFrom(in);
      if (answer.headers("Connection").stream().anyMatch("close"::equalsIgnoreCase)) {
        close();
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(pending), e);
    } finally {
      pending = null;
    }
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      socket = null;
    }
  }

  private Socket open() throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    }
    return socket;
  }
}
