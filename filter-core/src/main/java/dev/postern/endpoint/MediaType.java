package dev.postern.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** What a request body claims to be, without parameters. Immutable and thread-safe. */
record MediaType(String name) {

  static MediaType of(HttpServletRequest request) {
    String type = request.getContentType();
    return new MediaType(
        type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  boolean isForm() {
    return name.equals("application/x-www-form-urlencoded");
  }

  boolean isJson() {
    return name.equals("application/json");
  }
}
