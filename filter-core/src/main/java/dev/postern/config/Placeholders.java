package dev.postern.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts in what {@code ${env:NAME}} and {@code ${file:/path}} point at. What comes in is not looked
 * at again, so a secret may hold any letters.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?:(env|file):([^}]+)\\})?");
  private static final int MAX_FILE_BYTES = 65_536;

  private final Map<String, String> environment;

  Placeholders(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  SettingValue resolve(String name, SettingValue value) {
    Matcher matcher = PLACEHOLDER.matcher(value.text());
    StringBuilder resolved = new StringBuilder();
    boolean isHidden = value.isHidden();
    while (matcher.find()) {
      matcher.appendReplacement(
          resolved, Matcher.quoteReplacement(target(name, matcher, value.origin())));
      isHidden = true;
    }
    matcher.appendTail(resolved);
    return new SettingValue(resolved.toString(), value.origin(), isHidden);
  }

  private String target(String name, Matcher matcher, String origin) {
    @Nullable String kind = matcher.group(1);
    @Nullable String target = matcher.group(2);
    if (kind == null || target == null) {
      // Not shown: it may be the middle of a password.
      throw ConfigurationException.of(
          name,
          "has a placeholder that is neither ${env:NAME} nor ${file:/path}",
          "Write one of these; a value that holds ${ itself can stand in a file",
          origin);
    }
    try {
      return kind.equals("env") ? variable(target) : file(target);
    } catch (InvalidValueException wrong) {
      throw ConfigurationException.of(name, matcher.group(), wrong.problem(), wrong.fix(), origin);
    }
  }

  private String variable(String variable) throws InvalidValueException {
    @Nullable String text = environment.get(variable);
    if (text == null) {
      throw new InvalidValueException(
          "names an environment variable that is not set", "Set it, or correct its name");
    }
    return text;
  }

  private static String file(String path) throws InvalidValueException {
    try {
      return withoutLineEnd(decoded(bytes(absolute(path))));
    } catch (CharacterCodingException malformed) {
      throw new InvalidValueException("names a file that is not UTF-8", "Save it as UTF-8");
    } catch (IOException | SecurityException unreadable) {
      throw new InvalidValueException(
          "names a file that cannot be read", "Create it, or let this process read it");
    }
  }

  private static Path absolute(String text) throws InvalidValueException {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException malformed) {
      throw new InvalidValueException("names no possible file", "Correct the path");
    }
    throw new InvalidValueException(
        "has a path that depends on where the server was started",
        "Write the path from the root on");
  }

  private static byte[] bytes(Path path) throws IOException, InvalidValueException {
    try (InputStream content = Files.newInputStream(path)) {
      byte[] bytes = content.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new InvalidValueException(
            "names a file of more than " + MAX_FILE_BYTES + " bytes", "Correct the path");
      }
      return bytes;
    }
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Editors and {@code echo} end a file with a line end that is not part of the secret. */
  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
