package dev.postern.sample.web;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON answers. Thread-safe. */
public final class Answer {

  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private Answer() {}

  /** Answers 200, or the status that was set before, with a record, a map or a list. */
  public static void json(HttpServletResponse response, Object value) throws IOException {
    write(response, "application/json", value);
  }

  static void write(HttpServletResponse response, String mediaType, Object value)
      throws IOException {
    byte[] body = GSON.toJson(value).getBytes(StandardCharsets.UTF_8);
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
