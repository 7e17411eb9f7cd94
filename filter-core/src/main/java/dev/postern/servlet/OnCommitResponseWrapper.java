package dev.postern.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A response that runs something before its first byte leaves, in whichever way that happens. What
 * runs may throw; then nothing leaves. Not thread-safe, as no response is.
 */
final class OnCommitResponseWrapper extends HttpServletResponseWrapper {

  private static final String CONTENT_LENGTH = "Content-Length";

  private final CommitWatch watch;
  private @Nullable CommittingStream stream;
  private @Nullable CommittingWriter writer;

  OnCommitResponseWrapper(HttpServletResponse response, Runnable beforeCommit) {
    super(response);
    this.watch = new CommitWatch(response, beforeCommit);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new CommittingStream(super.getOutputStream(), watch);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      var containers = super.getWriter();
      var encoded = new EncodedLength(getCharacterEncoding());
      writer = new CommittingWriter(containers, encoded, watch);
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    watch.leaving();
    super.flushBuffer();
  }

  @Override
  public void sendError(int status) throws IOException {
    watch.leaving();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    watch.leaving();
    super.sendError(status, message);
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    watch.leaving();
    super.sendRedirect(location);
  }

  /** Servlet 6.1. */
  public void sendRedirect(String location, boolean clearBuffer) throws IOException {
    sendRedirect(location, SC_FOUND, clearBuffer);
  }

  /** Servlet 6.1. */
  public void sendRedirect(String location, int status) throws IOException {
    sendRedirect(location, status, true);
  }

  /** Servlet 6.1. */
  public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
    watch.leaving();
    NewerResponse.sendRedirect((HttpServletResponse) getResponse(), location, status, clearBuffer);
  }

  /** Servlet 6.2. */
  public void sendEarlyHints() throws IOException {
    watch.leaving();
    NewerResponse.sendEarlyHints((HttpServletResponse) getResponse());
  }

  @Override
  public void setContentLength(int length) {
    watch.declare(length);
    super.setContentLength(length);
  }

  @Override
  public void setContentLengthLong(long length) {
    watch.declare(length);
    super.setContentLengthLong(length);
  }

  @Override
  public void setHeader(String name, String value) {
    declareIfLength(name, value);
    super.setHeader(name, value);
  }

  @Override
  public void addHeader(String name, String value) {
    declareIfLength(name, value);
    super.addHeader(name, value);
  }

  @Override
  public void setIntHeader(String name, int value) {
    declareIfLength(name, String.valueOf(value));
    super.setIntHeader(name, value);
  }

  @Override
  public void addIntHeader(String name, int value) {
    declareIfLength(name, String.valueOf(value));
    super.addIntHeader(name, value);
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    watch.bufferCleared();
  }

  /** Afterwards the application may choose stream or writer again. */
  @Override
  public void reset() {
    super.reset();
    watch.allCleared();
    stream = null;
    writer = null;
  }

  /** The id never travels in a URL (ASVS 14.2.1). */
  @Override
  public String encodeURL(String url) {
    return url;
  }

  @Override
  public String encodeRedirectURL(String url) {
    return url;
  }

  private void declareIfLength(String name, @Nullable String value) {
    if (CONTENT_LENGTH.equalsIgnoreCase(name)) {
      watch.declare(lengthIn(value));
    }
  }

  private static long lengthIn(@Nullable String value) {
    try {
      return value == null ? -1 : Long.parseLong(value);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
