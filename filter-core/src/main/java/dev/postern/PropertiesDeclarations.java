package dev.postern;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The filters that {@value Declaration#PROPERTIES_FILE} declares where nothing else does: one for
 * each {@code filter.<name>.paths}, or a single one named {@value #ONLY_FILTER} for {@code paths}.
 * Stateless and thread-safe.
 */
final class PropertiesDeclarations {

  /**
   * Where a filter of the properties file runs; other declarations have URL patterns of their own.
   */
  static final Setting<List<String>> PATHS =
      Setting.list("paths")
          .tier(Tier.COMMON)
          .meaning(
              "URL patterns, for a filter that only WEB-INF/postern.properties declares;"
                  + " `filter.<name>.paths` declares several. Default: `/*`.");

  static final String ONLY_FILTER = "postern";

  private static final Pattern PATHS_OF_ONE = Pattern.compile("filter\\.(.+)\\.paths");

  private PropertiesDeclarations() {}

  /** URL patterns by filter name; empty if there is no such file. */
  static Map<String, List<String>> in(ServletContext context) {
    try (InputStream content = context.getResourceAsStream("/" + Declaration.PROPERTIES_FILE)) {
      return content == null ? Map.of() : read(content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + Declaration.PROPERTIES_FILE, e);
    }
  }

  /**
   * Refuses paths that no filter is mapped to: those beside a filter that is declared elsewhere,
   * and those that another source than the file states.
   *
   * @throws dev.postern.config.ConfigurationException if there are such
   */
  static void checkPaths(Settings settings, Declaration declaration, ServletContext context) {
    if (!settings.isSet(PATHS)) {
      return;
    }
    if (!declaration.isOfPropertiesFile()) {
      throw settings.problem(
          PATHS,
          "has no effect on a filter that is not declared by " + Declaration.PROPERTIES_FILE,
          "Remove it; the filter has URL patterns where it is declared");
    }
    List<String> mapped = in(context).getOrDefault(declaration.filterName(), List.of());
    if (!settings.get(PATHS).equals(mapped)) {
      throw settings.problem(
          PATHS,
          "comes too late to change where the filter runs",
          "Write it into " + Declaration.PROPERTIES_FILE);
    }
  }

  private static Map<String, List<String>> read(InputStream content) throws IOException {
    Properties properties = new Properties();
    properties.load(new InputStreamReader(content, StandardCharsets.UTF_8));
    Map<String, List<String>> filters = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      Matcher matcher = PATHS_OF_ONE.matcher(name);
      if (matcher.matches()) {
        filters.put(matcher.group(1), split(properties.getProperty(name)));
      }
    }
    if (filters.isEmpty()) {
      filters.put(ONLY_FILTER, split(properties.getProperty("paths", "/*")));
    }
    return filters;
  }

  private static List<String> split(String paths) {
    return Stream.of(paths.split("[,\\n]")).map(String::strip).toList();
  }
}
