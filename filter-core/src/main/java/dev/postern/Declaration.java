package dev.postern;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.annotation.WebFilter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a filter was declared, and with which settings. Immutable and thread-safe.
 *
 * @param filterName unique in the web application
 * @param origin for messages, for example {@code init-param of filter "admin" in web.xml}
 * @param values settings by name
 */
record Declaration(String filterName, String origin, Map<String, String> values) {

  /** The file that declares filters without any code or descriptor. */
  static final String PROPERTIES_FILE = "WEB-INF/postern.properties";

  Declaration {
    requireNonNull(filterName, "filterName");
    requireNonNull(origin, "origin");
    values = Map.copyOf(values);
  }

  /** A {@code <filter>} of web.xml, or a subclass with {@link WebFilter}. */
  static Declaration of(FilterConfig config, Class<? extends AuthenticationFilter> type) {
    Map<String, String> values =
        Collections.list(config.getInitParameterNames()).stream()
            .collect(Collectors.toMap(name -> name, config::getInitParameter));
    return of(config.getFilterName(), values, type);
  }

  /** The same, before the container has made the filter. */
  static Declaration of(
      String filterName, Map<String, String> values, Class<? extends AuthenticationFilter> type) {
    return new Declaration(filterName, originOf(filterName, type), values);
  }

  static Declaration of(Postern annotation, Class<?> annotated) {
    Map<String, String> values = new LinkedHashMap<>();
    Arrays.stream(annotation.settings())
        .forEach(setting -> values.put(setting.name(), setting.value()));
    values.put("strategy", annotation.strategy().toString());
    if (annotation.access().length > 0) {
      values.put("access", String.join("\n", annotation.access()));
    }
    return new Declaration(annotation.name(), "@Postern on " + annotated.getName(), values);
  }

  /** A filter of which only {@value #PROPERTIES_FILE} speaks. */
  static Declaration ofPropertiesFile(String filterName) {
    return new Declaration(filterName, PROPERTIES_FILE, Map.of());
  }

  boolean isOfPropertiesFile() {
    return origin.equals(PROPERTIES_FILE);
  }

  private static String originOf(String filterName, Class<? extends AuthenticationFilter> type) {
    return type.isAnnotationPresent(WebFilter.class)
        ? "@WebInitParam of " + type.getName()
        : "init-param of filter \"" + filterName + "\" in web.xml";
  }
}
