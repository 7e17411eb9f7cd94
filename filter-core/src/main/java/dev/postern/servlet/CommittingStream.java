package dev.postern.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The container's stream, announced before it sends anything. */
final class CommittingStream extends ServletOutputStream {

  private final ServletOutputStream stream;
  private final CommitWatch watch;
  private boolean nonBlocking;

  CommittingStream(ServletOutputStream stream, CommitWatch watch) {
    this.stream = stream;
    this.watch = watch;
  }

  @Override
  public void write(int b) throws IOException {
    announce(1);
    stream.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    announce(length);
    stream.write(bytes, offset, length);
  }

  /**
   * Servlet 6.1. Its own default asks {@code isReady} first, which a blocking stream may refuse,
   * and we are compiled against 6.0; so the bytes are written as an array.
   */
  public void write(ByteBuffer buffer) throws IOException {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    write(bytes, 0, bytes.length);
  }

  @Override
  public void flush() throws IOException {
    watch.leaving();
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    watch.leaving();
    stream.close();
  }

  @Override
  public boolean isReady() {
    return stream.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    nonBlocking = true;
    stream.setWriteListener(listener);
  }

  /** Without blocking, a container may send each write at once. */
  private void announce(int bytes) {
    watch.writing(bytes);
    if (nonBlocking) {
      watch.leaving();
    }
  }
}
