package dev.postern.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body can be looked at before the application reads it, and costs nothing until
 * then. A form cannot: the container reads it by itself, for parameters. Belongs to one request,
 * and to the threads that handle it in turn.
 */
public final class KeptBody extends HttpServletRequestWrapper {

  /** More is not kept; whoever asks for it is told that there is no body to look at. */
  public static final int MAX_BYTES = 1024 * 1024;

  private byte @Nullable [] kept;

  /** Looks at nothing yet. */
  public KeptBody(HttpServletRequest request) {
    super(request);
  }

  /** The body; empty if it is a form, too long, or not there to the end. */
  public Optional<byte[]> bytes() {
    if (kept == null && !isForm()) {
      try {
        kept = super.getInputStream().readNBytes(MAX_BYTES + 1);
      } catch (IOException e) {
        return Optional.empty(); // The client is gone, or never sent what it announced.
      }
    }
    return Optional.ofNullable(kept).filter(body -> body.length <= MAX_BYTES);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return kept == null ? super.getInputStream() : new Kept(kept);
  }

  @Override
  public BufferedReader getReader() throws IOException {
    if (kept == null) {
      return super.getReader();
    }
    String encoding = getCharacterEncoding();
    return new BufferedReader(
        new InputStreamReader(getInputStream(), encoding == null ? "ISO-8859-1" : encoding));
  }

  private boolean isForm() {
    String type = getContentType();
    String lower = type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("application/x-www-form-urlencoded")
        || lower.startsWith("multipart/form-data");
  }

  /** All of it is there at once. */
  private static final class Kept extends ServletInputStream {

    private final ByteArrayInputStream body;

    Kept(byte[] body) {
      this.body = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return body.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return body.read(into, offset, length);
    }

    @Override
    public int available() {
      return body.available();
    }

    @Override
    public boolean isFinished() {
      return body.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      try {
        if (!isFinished()) {
          listener.onDataAvailable();
        }
        listener.onAllDataRead();
      } catch (IOException e) {
        listener.onError(e);
      }
    }
  }
}
