package dev.postern;

import dev.postern.config.ConfigurationException;
import dev.postern.gate.PathPattern;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The URL patterns that a filter is mapped to, by itself or by the name of a servlet. Stateless.
 */
final class UrlPatterns {

  /** For a servlet it means every path that no other servlet serves; for a filter, the root. */
  private static final String DEFAULT_SERVLET = "/";

  private UrlPatterns() {}

  /**
   * Those of one filter.
   *
   * @throws ConfigurationException if there are none, or one that no container should have
   *     accepted, or if a filter beside others goes by the name of a servlet
   */
  static List<PathPattern> of(ServletContext context, String filterName) {
    FilterRegistration registration = context.getFilterRegistration(filterName);
    if (registration == null) {
      throw noneOf(filterName);
    }
    requireClearOwnership(context, registration);
    List<PathPattern> patterns =
        Stream.concat(
                registration.getUrlPatternMappings().stream(),
                registration.getServletNameMappings().stream()
                    .flatMap(servlet -> patternsOf(context, servlet)))
            .map(text -> parse(text, filterName))
            .distinct()
            .toList();
    if (patterns.isEmpty()) {
      throw noneOf(filterName);
    }
    return patterns;
  }

  private static Stream<String> patternsOf(ServletContext context, String servletName) {
    ServletRegistration servlet = context.getServletRegistration(servletName);
    Collection<String> mappings = servlet == null ? List.of() : servlet.getMappings();
    return mappings.stream().map(pattern -> pattern.equals(DEFAULT_SERVLET) ? "/*" : pattern);
  }

  /**
   * A servlet's patterns do not say where a filter named for it runs, because another servlet may
   * have a closer one. Beside other filters, each would think that such a path is the other's.
   */
  private static void requireClearOwnership(
      ServletContext context, FilterRegistration registration) {
    if (!registration.getServletNameMappings().isEmpty()
        && DeclaredFilters.in(context).size() > 1) {
      throw new ConfigurationException(
          "servlet-name: "
              + registration.getServletNameMappings()
              + " does not say which paths a filter serves beside other filters. Map it to URL"
              + " patterns. (filter \""
              + registration.getName()
              + "\")");
    }
  }

  private static PathPattern parse(String text, String filterName) {
    try {
      return PathPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "url-pattern: \""
              + text
              + "\" "
              + e.getMessage()
              + ". Correct it. (filter \""
              + filterName
              + "\")");
    }
  }

  private static ConfigurationException noneOf(String filterName) {
    return new ConfigurationException(
        "url-pattern: is missing. Map the filter to the paths it shall serve. (filter \""
            + filterName
            + "\")");
  }
}
