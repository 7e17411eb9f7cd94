package dev.postern.endpoint;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads some fields out of a form or a JSON body. None of them may stand in the query, whose
 * addresses end in logs (ASVS 14.2.1), and none may be there twice (RFC 6749 section 3.2).
 * Stateless and thread-safe.
 */
final class BodyReader {

  static final int MAX_BODY_BYTES = 8 * 1024;

  private BodyReader() {}

  static Posted read(HttpServletRequest request, Set<String> names) throws IOException {
    MediaType type = MediaType.of(request);
    if (!type.isForm() && !type.isJson()) {
      return new Posted.Unreadable(Refusal.unsupportedMediaType());
    }
    if (request.getContentLengthLong() > MAX_BODY_BYTES) {
      return new Posted.Unreadable(Refusal.tooLarge());
    }
    return type.isJson() ? readJson(request, names) : readForm(request, names);
  }

  private static Posted readJson(HttpServletRequest request, Set<String> names) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return new Posted.Unreadable(Refusal.tooLarge());
    }
    Map<String, String> values = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Object> member : Json.readObject(body).entrySet()) {
        if (names.contains(member.getKey())) {
          if (!(member.getValue() instanceof String text)) {
            return malformed();
          }
          values.put(member.getKey(), text);
        }
      }
      return new Posted.Fields(Map.copyOf(values));
    } catch (JsonException e) {
      return malformed();
    }
  }

  private static Posted readForm(HttpServletRequest request, Set<String> names) throws IOException {
    if (request.getCharacterEncoding() == null) {
      request.setCharacterEncoding("UTF-8");
    }
    if (isInQuery(request.getQueryString(), names)) {
      return malformed();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      String @Nullable [] found = parameter(request, name);
      if (found != null && found.length > 1) {
        return malformed();
      }
      if (found != null) {
        values.put(name, found[0]);
      }
    }
    return new Posted.Fields(Map.copyOf(values));
  }

  private static boolean isInQuery(@Nullable String query, Set<String> names) {
    try {
      return query != null
          && Arrays.stream(query.split("&", -1))
              .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8))
              .anyMatch(names::contains);
    } catch (IllegalArgumentException badEscape) {
      return true;
    }
  }

  private static String @Nullable [] parameter(HttpServletRequest request, String name) {
    try {
      return request.getParameterValues(name);
    } catch (RuntimeException badBody) {
      // Each container has a class of its own for a form it cannot read.
      return null;
    }
  }

  private static Posted malformed() {
    return new Posted.Unreadable(Refusal.malformed());
  }
}
