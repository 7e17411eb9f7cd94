package dev.postern.endpoint;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import java.util.regex.Pattern;

/** A path inside the application that is written the same way raw and decoded. */
final class PlainPath {

  private static final Pattern FORM = Pattern.compile("/|(/[A-Za-z0-9._~!$&'()+,=:@-]+)+/?");
  private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}(/.*)?");

  private PlainPath() {}

  static Setting<String> setting(String name) {
    return Setting.of(name, PlainPath::parse);
  }

  private static String parse(String text) throws InvalidValueException {
    if (!FORM.matcher(text).matches() || DOTS.matcher(text).matches()) {
      throw new InvalidValueException(
          "is not a plain path",
          "Write it from the context path on, as /account/login, without wildcard, query,"
              + " escape or dot segment");
    }
    return text;
  }
}
