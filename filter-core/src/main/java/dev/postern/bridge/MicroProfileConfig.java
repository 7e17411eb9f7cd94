package dev.postern.bridge;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What MicroProfile Config knows under names that begin with {@code postern.}, where it is present.
 * Stateless and thread-safe.
 */
public final class MicroProfileConfig {

  private static final String PREFIX = "postern.";
  private static final String PACKAGE = "org.eclipse.microprofile.config.";
  private static final Class<?>[] LOOK_UP = {String.class, Class.class};

  private MicroProfileConfig() {}

  /**
   * Names, with the prefix, and texts; empty where MicroProfile Config is not there.
   *
   * @param loader the application's
   */
  public static Map<String, String> values(ClassLoader loader) {
    Optional<Class<?>> provider = Reflection.find(PACKAGE + "ConfigProvider", loader);
    Optional<Class<?>> config = Reflection.find(PACKAGE + "Config", loader);
    if (provider.isEmpty() || config.isEmpty()) {
      return Map.of();
    }
    try {
      Object found =
          Reflection.call(
              provider.get(), null, "getConfig", new Class<?>[] {ClassLoader.class}, loader);
      return read(found, config.get());
    } catch (IllegalStateException noProvider) {
      // What the API throws where it came along without an implementation.
      return Map.of();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This MicroProfile Config is not version 3.", e);
    }
  }

  private static Map<String, String> read(Object config, Class<?> type)
      throws ReflectiveOperationException {
    Map<String, String> values = new TreeMap<>();
    for (Object name : (Iterable<?>) Reflection.call(type, config, "getPropertyNames")) {
      if (name.toString().startsWith(PREFIX)) {
        valueOf(name.toString(), config, type).ifPresent(text -> values.put(name.toString(), text));
      }
    }
    return Map.copyOf(values);
  }

  private static Optional<String> valueOf(String name, Object config, Class<?> type)
      throws ReflectiveOperationException {
    Object value = Reflection.call(type, config, "getOptionalValue", LOOK_UP, name, String.class);
    return ((Optional<?>) value).map(Object::toString);
  }
}
