package dev.postern.labels;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A file that is saved by whoever asked for it, whole or in parts, as browsers and download
 * managers do. Immutable.
 */
final class Download {

  private final String fileName;
  private final String mediaType;
  private final byte[] content;

  /** Keeps the array itself; nobody may change it. */
  Download(String fileName, String mediaType, byte[] content) {
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.content = content;
  }

  /** HEAD is answered as GET is, without the bytes; only GET has ranges (RFC 9110 section 14.2). */
  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String tag = tag();
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("ETag", tag);
    response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    response.setHeader("X-Content-Type-Options", "nosniff");
    ByteRange range =
        request.getMethod().equals("GET") && isSameFile(request, tag)
            ? ByteRange.of(request.getHeader("Range"), content.length)
            : new ByteRange.Whole();
    if (range instanceof ByteRange.Unsatisfiable) {
      response.setHeader("Content-Range", "bytes */" + content.length);
      response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
    } else if (range instanceof ByteRange.Part part) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader(
          "Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + content.length);
      write(part.first(), part.last() - part.first() + 1, response);
    } else {
      write(0, content.length, response);
    }
  }

  /** A part is of use only beside other parts of the same file (RFC 9110 section 13.1.5). */
  private static boolean isSameFile(HttpServletRequest request, String tag) {
    String expected = request.getHeader("If-Range");
    return expected == null || expected.equals(tag);
  }

  private void write(int first, int length, HttpServletResponse response) throws IOException {
    response.setContentType(mediaType);
    response.setContentLength(length);
    response.getOutputStream().write(content, first, length);
  }

  private String tag() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
