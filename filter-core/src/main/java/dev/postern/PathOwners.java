package dev.postern;

import dev.postern.config.ConfigurationException;
import dev.postern.gate.PathPattern;
import dev.postern.gate.RequestPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which filter declaration serves a path: the one with the most specific pattern, whatever the
 * order in which the container calls them. One for each web application. Thread-safe.
 */
final class PathOwners {

  private static final Comparator<Owned> MOST_SPECIFIC_FIRST =
      Comparator.comparing(Owned::pattern, PathPattern.bySpecificity().reversed());

  /** Replaced as a whole, so that requests read it without a lock. */
  private volatile List<Owned> owned = List.of();

  private record Owned(PathPattern pattern, String filterName) {}

  /**
   * Says that a filter serves these patterns.
   *
   * @throws ConfigurationException if another filter serves one of them already, or if one of the
   *     two would never decide beside the other
   */
  synchronized void claim(String filterName, Collection<PathPattern> patterns) {
    List<Owned> all = new ArrayList<>(owned);
    for (PathPattern pattern : patterns) {
      Owned claimed = new Owned(pattern, filterName);
      owned.stream()
          .filter(other -> !other.filterName().equals(filterName))
          .forEach(other -> requireRoomForBoth(other, claimed));
      all.add(claimed);
    }
    all.sort(MOST_SPECIFIC_FIRST);
    owned = List.copyOf(all);
  }

  /** Forgets a filter that is taken out of service. */
  synchronized void release(String filterName) {
    owned = owned.stream().filter(entry -> !entry.filterName().equals(filterName)).toList();
  }

  /** The filter that serves this path. */
  Optional<String> ownerOf(RequestPath path) {
    for (Owned candidate : owned) {
      if (candidate.pattern().matches(path)) {
        return Optional.of(candidate.filterName());
      }
    }
    return Optional.empty();
  }

  private static void requireRoomForBoth(Owned there, Owned claimed) {
    if (there.pattern().equals(claimed.pattern())) {
      throw problem(
          "\"" + there.pattern() + "\" is served by filter \"" + there.filterName() + "\" already",
          claimed);
    }
    if (hides(there, claimed)) {
      throw problem(neverDecides(claimed, there), claimed);
    }
    if (hides(claimed, there)) {
      throw problem(neverDecides(there, claimed), claimed);
    }
  }

  /** Only a suffix is hidden, by a pattern for all paths: containers prefer any prefix to it. */
  private static boolean hides(Owned one, Owned other) {
    return one.pattern().covers(other.pattern()) && MOST_SPECIFIC_FIRST.compare(one, other) < 0;
  }

  private static String neverDecides(Owned hidden, Owned hiding) {
    return "\""
        + hidden.pattern()
        + "\" of filter \""
        + hidden.filterName()
        + "\" never decides beside \""
        + hiding.pattern()
        + "\" of filter \""
        + hiding.filterName()
        + "\"";
  }

  private static ConfigurationException problem(String what, Owned claimed) {
    return new ConfigurationException(
        "url-pattern: "
            + what
            + ". Give each filter patterns of its own. (filter \""
            + claimed.filterName()
            + "\")");
  }
}
