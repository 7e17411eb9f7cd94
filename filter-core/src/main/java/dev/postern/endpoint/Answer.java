package dev.postern.endpoint;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes one whole answer. What was written into the buffer before is dropped. */
final class Answer {

  private Answer() {}

  /**
   * Drops the buffer, and sets what every answer for one caller has (CA-1). Headers stay: filters
   * before us may have set CORS and security headers (CO-2). Only an encoding that the application
   * began would make our body unreadable, and takes all headers with it.
   */
  static void begin(HttpServletResponse response) {
    if (response.containsHeader("Content-Encoding")) {
      response.reset();
    } else {
      response.resetBuffer();
    }
    response.setHeader("Cache-Control", "no-store");
  }

  /** RFC 9110 section 15.4.4: whatever came, go on with a GET. */
  static void seeOther(HttpServletResponse response, String location) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", location);
  }

  /** The answer to HEAD is the same without the body. */
  static void body(
      HttpServletRequest request, HttpServletResponse response, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setContentType(type);
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (!request.getMethod().equals("HEAD")) {
      write(response, bytes, body);
    }
  }

  /** An application that had begun to write keeps its writer, whose charset may be another. */
  private static void write(HttpServletResponse response, byte[] bytes, String body)
      throws IOException {
    ServletOutputStream out;
    try {
      out = response.getOutputStream();
    } catch (IllegalStateException writerIsInUse) {
      response.getWriter().write(body);
      return;
    }
    response.setContentLength(bytes.length);
    out.write(bytes);
  }
}
