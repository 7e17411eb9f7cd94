package dev.postern.gate;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A URL pattern as filters have them (Servlet 6.0, section 12.2): {@code /a/b} is that path, {@code
 * /a/*} is {@code /a} and all beneath it, {@code /*} is everything, {@code *.ext} is every last
 * segment that ends so. {@code /} and the empty pattern are the root only, because that is how
 * containers match filters, and because an access rule for {@code /} must not open the rest.
 * Segments are compared with their case. Immutable and thread-safe.
 */
public final class PathPattern {

  /** In the order of growing specificity. */
  private enum Kind {
    SUFFIX,
    PREFIX,
    EXACT
  }

  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  private final String text;
  private final Kind kind;
  private final RequestPath base;

  private PathPattern(String text, Kind kind, RequestPath base) {
    this.text = text;
    this.kind = kind;
    this.base = base;
  }

  /**
   * Reads a pattern; it is written decoded.
   *
   * @throws IllegalArgumentException if it is no pattern; the message says what it has or lacks, to
   *     be read after the pattern: {@code does not start with "/"}
   */
  public static PathPattern parse(String text) {
    require(!text.contains("//"), "has an empty segment");
    if (text.startsWith("*.") && text.length() > 2) {
      return new PathPattern(text, Kind.SUFFIX, checked("/" + text.substring(1)));
    }
    if (text.endsWith("/*")) {
      return new PathPattern(text, Kind.PREFIX, checked(text.substring(0, text.length() - 2)));
    }
    return new PathPattern(text, Kind.EXACT, checked(text));
  }

  /** Whether the path is one of those meant. */
  public boolean matches(RequestPath path) {
    return switch (kind) {
      case EXACT -> base.equals(path);
      case PREFIX -> startsWith(path.segments(), base.segments());
      case SUFFIX -> hasSuffix(path);
    };
  }

  /** Whether every path that the other one matches is matched by this one too. */
  public boolean covers(PathPattern other) {
    return switch (other.kind) {
      case EXACT -> matches(other.base);
      case PREFIX -> kind == Kind.PREFIX && startsWith(other.base.segments(), base.segments());
      case SUFFIX ->
          (kind == Kind.SUFFIX && base.equals(other.base))
              || (kind == Kind.PREFIX && base.segments().isEmpty());
    };
  }

  /** Whether it names a suffix such as {@code *.css}, wherever the path begins. */
  public boolean isSuffix() {
    return kind == Kind.SUFFIX;
  }

  /**
   * Orders patterns as a container chooses among them, the least specific first: suffixes, then
   * prefixes by their number of segments, then whole paths.
   */
  public static Comparator<PathPattern> bySpecificity() {
    return Comparator.<PathPattern, Kind>comparing(pattern -> pattern.kind)
        .thenComparing(pattern -> pattern.base.segments().size());
  }

  private boolean hasSuffix(RequestPath path) {
    String suffix = text.substring(1);
    String last = path.text().substring(path.text().lastIndexOf('/') + 1);
    return last.endsWith(suffix) && last.lastIndexOf('.') == last.length() - suffix.length();
  }

  private static boolean startsWith(List<String> segments, List<String> first) {
    return segments.size() >= first.size() && segments.subList(0, first.size()).equals(first);
  }

  private static RequestPath checked(String text) {
    require(text.isEmpty() || text.startsWith("/"), "does not start with \"/\"");
    require(!text.contains("*"), "has a \"*\" that is not its last segment");
    require(!ENCODED.matcher(text).find(), "is percent-encoded");
    require(text.chars().noneMatch(PathPattern::isForeign), "has a character no path has");
    RequestPath path = RequestPath.of(text);
    require(!path.segments().contains(".") && !path.segments().contains(".."), "has a dot segment");
    return path;
  }

  private static boolean isForeign(int c) {
    return Character.isISOControl(c) || ";\\?#".indexOf(c) >= 0;
  }

  private static void require(boolean fact, String problem) {
    if (!fact) {
      throw new IllegalArgumentException(problem);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern pattern
        && kind == pattern.kind
        && base.equals(pattern.base);
  }

  @Override
  public int hashCode() {
    return base.hashCode();
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
