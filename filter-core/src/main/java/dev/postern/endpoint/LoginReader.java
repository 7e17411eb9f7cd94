package dev.postern.endpoint;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a name and a password out of a form or a JSON body. */
final class LoginReader {

  static final int MAX_BODY_BYTES = 8 * 1024;
  static final int MAX_FIELD_BYTES = 1024;

  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";

  private LoginReader() {}

  static LoginInput read(HttpServletRequest request) throws IOException {
    MediaType type = MediaType.of(request);
    if (!type.isForm() && !type.isJson()) {
      return new LoginInput.Unreadable(Refusal.unsupportedMediaType());
    }
    if (request.getContentLengthLong() > MAX_BODY_BYTES) {
      return new LoginInput.Unreadable(Refusal.tooLarge());
    }
    return type.isJson() ? readJson(request) : readForm(request);
  }

  private static LoginInput readJson(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return new LoginInput.Unreadable(Refusal.tooLarge());
    }
    try {
      Map<String, Object> members = Json.readObject(body);
      return members.get(USERNAME) instanceof String username
              && members.get(PASSWORD) instanceof String password
          ? weigh(username, password)
          : malformed();
    } catch (JsonException e) {
      return malformed();
    }
  }

  private static LoginInput readForm(HttpServletRequest request) throws IOException {
    if (request.getCharacterEncoding() == null) {
      request.setCharacterEncoding("UTF-8");
    }
    if (isInQuery(request.getQueryString())) {
      return malformed();
    }
    String @Nullable [] username = parameter(request, USERNAME);
    String @Nullable [] password = parameter(request, PASSWORD);
    return username != null && username.length == 1 && password != null && password.length == 1
        ? weigh(username[0], password[0])
        : malformed();
  }

  /**
   * A password in an address ends in logs (ASVS 14.2.1), and a name in both places has two values.
   */
  private static boolean isInQuery(@Nullable String query) {
    try {
      return query != null
          && Arrays.stream(query.split("&", -1))
              .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8))
              .anyMatch(Set.of(USERNAME, PASSWORD)::contains);
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

  private static LoginInput weigh(String username, String password) {
    boolean possible =
        isPossible(username)
            && isPossible(password)
            && username.chars().noneMatch(Character::isISOControl);
    return possible ? new LoginInput.Given(username, password) : new LoginInput.Hopeless();
  }

  private static boolean isPossible(String field) {
    return !field.isEmpty()
        && field.length() <= MAX_FIELD_BYTES
        && field.getBytes(StandardCharsets.UTF_8).length <= MAX_FIELD_BYTES;
  }

  private static LoginInput malformed() {
    return new LoginInput.Unreadable(Refusal.malformed());
  }
}
