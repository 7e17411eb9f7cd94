package dev.postern.servlet;

import java.io.PrintWriter;

/**
 * The container's writer, announced before it sends anything. Line ends, encoding and error state
 * stay the container's.
 */
final class CommittingWriter extends PrintWriter {

  private final PrintWriter writer;
  private final EncodedLength encoded;
  private final CommitWatch watch;

  CommittingWriter(PrintWriter writer, EncodedLength encoded, CommitWatch watch) {
    super(writer);
    this.writer = writer;
    this.encoded = encoded;
    this.watch = watch;
  }

  @Override
  public void write(int c) {
    watch.writing(encoded.of((char) c));
    writer.write(c);
    wrote();
  }

  @Override
  public void write(char[] text, int offset, int length) {
    watch.writing(encoded.of(text, offset, length));
    writer.write(text, offset, length);
    wrote();
  }

  @Override
  public void write(String text, int offset, int length) {
    watch.writing(encoded.of(text, offset, length));
    writer.write(text, offset, length);
    wrote();
  }

  @Override
  public void println() {
    watch.writing(encoded.of("\r\n", 0, 2));
    writer.println();
    wrote();
  }

  @Override
  public void flush() {
    watch.leaving();
    writer.flush();
  }

  @Override
  public void close() {
    watch.leaving();
    writer.close();
  }

  private void wrote() {
    if (watch.isHeldBack()) {
      writer.flush();
    }
  }
}
