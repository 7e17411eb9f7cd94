package dev.postern.servlet;

import dev.postern.gate.PathPattern;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at the web application once, at start-up, for what would keep the filter from doing its
 * work: constraints that the container decides first, an ordering that leaves our jar out, another
 * filter in the wrong place. It only reports. Immutable and thread-safe.
 */
public final class DeploymentCheck {

  /** Filters that put their own session or user in front of the application's, by class name. */
  private static final Set<String> RIVALS =
      Set.of(
          "org.springframework.session.web.http.SessionRepositoryFilter",
          "org.springframework.web.filter.DelegatingFilterProxy",
          "com.hazelcast.web.WebFilter",
          "org.apache.shiro.web.servlet.ShiroFilter",
          "org.apache.shiro.web.servlet.IniShiroFilter",
          "org.pac4j.jee.filter.SecurityFilter");

  private final ServletContext context;
  private final Descriptor webXml;
  private final ContainerConstraints constraints;

  private DeploymentCheck(ServletContext context, Descriptors descriptors) {
    this.context = context;
    this.webXml = descriptors.webXml();
    this.constraints = new ContainerConstraints(context, descriptors.all().toList());
  }

  /**
   * Reads the descriptors.
   *
   * @throws IOException if one of them cannot be read
   */
  public static DeploymentCheck of(ServletContext context) throws IOException {
    return new DeploymentCheck(context, Descriptors.of(context));
  }

  /**
   * Whether web.xml maps this filter to a pattern for other dispatches only. It would be taken for
   * the one that protects the pattern, and never be asked.
   */
  public boolean missesRequests(String filterName) {
    return webXml.filterMappings().stream()
        .filter(mapping -> mapping.filterName().equals(filterName))
        .anyMatch(mapping -> !mapping.isForRequests());
  }

  /**
   * What somebody should know about this filter, one finding a line; empty if all is well.
   *
   * @param filterName as declared
   * @param patterns the URL patterns the filter serves
   */
  public List<String> findings(String filterName, Collection<PathPattern> patterns) {
    return Stream.of(
            decidedByTheContainer(patterns),
            leftOutOfOrdering(),
            filtersBefore(filterName, patterns),
            rivals())
        .flatMap(Collection::stream)
        .distinct()
        .toList();
  }

  private List<String> decidedByTheContainer(Collection<PathPattern> patterns) {
    return constraints.on(pattern -> meets(pattern, patterns)).stream()
        .map(
            constraint ->
                constraint
                    + " is decided by the container before any filter runs: a caller known only to"
                    + " Postern is refused there. Remove it and state the rule in the setting access.")
        .toList();
  }

  private List<String> leftOutOfOrdering() {
    if (!webXml.hasAbsoluteOrdering() || takesPart()) {
      return List.of();
    }
    return List.of(
        "<absolute-ordering> in web.xml leaves the Postern jar out: classes with @Postern and"
            + " WEB-INF/postern.properties declare nothing. Add <name>postern</name> or <others/> to"
            + " it.");
  }

  /** Containers publish the jars that take part when the application orders them. */
  private boolean takesPart() {
    return context.getAttribute(ServletContext.ORDERED_LIBS) instanceof List<?> jars
        && jars.stream().anyMatch(jar -> String.valueOf(jar).contains("postern"));
  }

  private List<String> filtersBefore(String filterName, Collection<PathPattern> patterns) {
    return webXml.filterMappings().stream()
        .takeWhile(mapping -> !mapping.filterName().equals(filterName))
        .filter(mapping -> isInWebXml(filterName))
        .filter(mapping -> mapping.patterns().stream().anyMatch(other -> meets(other, patterns)))
        .map(
            mapping ->
                "filter \""
                    + mapping.filterName()
                    + "\" runs before filter \""
                    + filterName
                    + "\" on the same paths and sees neither identity nor session. If it needs them,"
                    + " move its <filter-mapping> below.")
        .toList();
  }

  private boolean isInWebXml(String filterName) {
    return webXml.filterMappings().stream()
        .anyMatch(mapping -> mapping.filterName().equals(filterName));
  }

  private List<String> rivals() {
    return context.getFilterRegistrations().values().stream()
        .filter(filter -> filter.getClassName() != null && RIVALS.contains(filter.getClassName()))
        .map(
            filter ->
                "filter \""
                    + filter.getName()
                    + "\" ("
                    + filter.getClassName()
                    + ") may replace the session or the user that Postern provides. Keep their paths"
                    + " apart.")
        .toList();
  }

  /** A pattern that we cannot read may mean our paths too: better one word too much. */
  private static boolean meets(String pattern, Collection<PathPattern> patterns) {
    try {
      PathPattern other = PathPattern.parse(pattern.isEmpty() ? "/" : pattern);
      return patterns.stream().anyMatch(ours -> ours.covers(other) || other.covers(ours));
    } catch (IllegalArgumentException notAPattern) {
      return true;
    }
  }
}
