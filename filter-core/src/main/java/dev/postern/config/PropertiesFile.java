package dev.postern.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the notation of {@link Properties}, but in UTF-8 and without repeated names. */
final class PropertiesFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private PropertiesFile() {}

  static Map<String, String> read(InputStream content, String origin) {
    Properties properties = new WithoutRepeats(origin);
    // A decoder, not a charset: it reports malformed bytes instead of replacing them.
    Reader reader = new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder());
    try {
      properties.load(reader);
    } catch (CharacterCodingException malformed) {
      throw problem(origin, "is not UTF-8", "Save it as UTF-8");
    } catch (IOException unreadable) {
      throw problem(origin, "cannot be read", "Build the application anew");
    } catch (IllegalArgumentException malformed) {
      throw problem(origin, "has a malformed \\u escape", "Write four hexadecimal digits");
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
  }

  private static ConfigurationException problem(String origin, String problem, String fix) {
    return new ConfigurationException(origin + ": " + problem + ". " + fix + ".");
  }

  /** {@link Properties#load} puts each line as it comes; a second one would silently win. */
  private static final class WithoutRepeats extends Properties {
    private static final long serialVersionUID = 1L;
    private final String origin;

    WithoutRepeats(String origin) {
      this.origin = origin;
    }

    @Override
    public synchronized @Nullable Object put(Object name, Object value) {
      if (name.toString().startsWith(BYTE_ORDER_MARK)) {
        throw problem(origin, "begins with a byte order mark", "Save it as UTF-8 without one");
      }
      if (putIfAbsent(name, value) != null) {
        throw ConfigurationException.of(
            name.toString(), "is set twice", "Keep one of the lines", origin);
      }
      return null;
    }
  }
}
