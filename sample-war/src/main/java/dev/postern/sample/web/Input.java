package dev.postern.sample.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Named values that a client sent, as an HTML form or as a JSON object. Belongs to one request; not
 * thread-safe.
 */
public final class Input {

  private static final int MAX_LENGTH = 100;

  private final Function<String, @Nullable Object> values;
  private final boolean isForm;

  private Input(Function<String, @Nullable Object> values, boolean isForm) {
    this.values = values;
    this.isForm = isForm;
  }

  /** What stands in the body: a form or a JSON object, else 415. */
  public static Input ofBody(HttpServletRequest request) throws IOException {
    if (Body.isForm(request)) {
      return new Input(request::getParameter, true);
    }
    if (!Body.isJson(request)) {
      throw new Problem(
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          "Neither form nor JSON",
          "Send application/json or application/x-www-form-urlencoded.");
    }
    if (Body.json(request) instanceof Map<?, ?> members) {
      return new Input(members::get, false);
    }
    throw bad("The body has to be a JSON object.");
  }

  /** What stands in the query, or in a form. */
  public static Input ofParameters(HttpServletRequest request) {
    return new Input(request::getParameter, false);
  }

  /** Whether an HTML form sent it. */
  boolean isForm() {
    return isForm;
  }

  /** A text that is there, is not blank, and has no control characters. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> bad("\"" + name + "\" is missing."));
  }

  /** The same, if it is there at all. */
  public Optional<String> optionalText(String name) {
    Object value = values.apply(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && isPlain(text)) {
      return Optional.of(text.strip());
    }
    throw bad("\"" + name + "\" has to be a text of 1 to " + MAX_LENGTH + " characters.");
  }

  /** A yes or no. */
  public boolean flag(String name) {
    String text = String.valueOf(values.apply(name));
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw bad("\"" + name + "\" has to be true or false.");
  }

  /** A whole number between two bounds, both included. */
  public int number(String name, int min, int max) {
    try {
      int number = Integer.parseInt(text(name));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number out of bounds.
    }
    throw bad("\"" + name + "\" has to be a whole number from " + min + " to " + max + ".");
  }

  private static boolean isPlain(String text) {
    return !text.isBlank()
        && text.length() <= MAX_LENGTH
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static Problem bad(String detail) {
    return new Problem(HttpServletResponse.SC_BAD_REQUEST, "Input not understood", detail);
  }
}
