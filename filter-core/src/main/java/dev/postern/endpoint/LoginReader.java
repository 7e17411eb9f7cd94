package dev.postern.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Reads a name and a password out of a form or a JSON body. */
final class LoginReader {

  static final int MAX_FIELD_BYTES = 1024;

  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";

  private LoginReader() {}

  static LoginInput read(HttpServletRequest request) throws IOException {
    Posted posted = BodyReader.read(request, Set.of(USERNAME, PASSWORD));
    if (posted instanceof Posted.Unreadable unreadable) {
      return new LoginInput.Unreadable(unreadable.refusal());
    }
    Posted.Fields fields = (Posted.Fields) posted;
    Optional<String> username = fields.of(USERNAME);
    Optional<String> password = fields.of(PASSWORD);
    return username.isPresent() && password.isPresent()
        ? weigh(username.get(), password.get())
        : new LoginInput.Unreadable(Refusal.malformed());
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
}
