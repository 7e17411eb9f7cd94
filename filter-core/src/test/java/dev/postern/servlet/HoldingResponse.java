package dev.postern.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a filter that compresses or hashes answers makes of one: nothing leaves before all is there.
 */
final class HoldingResponse extends HttpServletResponseWrapper {

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final PrintWriter writer = new PrintWriter(held, true, StandardCharsets.UTF_8);

  HoldingResponse(HttpServletResponse response) {
    super(response);
  }

  void release() throws IOException {
    writer.flush();
    getResponse().getOutputStream().write(held.toByteArray());
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new ServletOutputStream() {
      @Override
      public void write(int octet) {
        held.write(octet);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        // The tests with it write in the thread of the request only.
        throw new UnsupportedOperationException();
      }
    };
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public void flushBuffer() {
    writer.flush();
  }
}
