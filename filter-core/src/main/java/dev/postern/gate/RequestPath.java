package dev.postern.gate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A decoded path inside the application: servlet path and path info together, without the context
 * path. Every access decision is made on it, segment by segment. Immutable and thread-safe.
 */
public final class RequestPath {

  private final String text;
  private final List<String> segments;

  private RequestPath(String text) {
    this.text = text;
    this.segments = split(text);
  }

  /**
   * The path with this text.
   *
   * @param decoded servlet path and path info, decoded; empty means the root
   * @throws IllegalArgumentException if it is neither empty nor starts with a slash
   */
  public static RequestPath of(String decoded) {
    String text = requireNonNull(decoded, "decoded").isEmpty() ? "/" : decoded;
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("A path starts with a slash.");
    }
    return new RequestPath(text);
  }

  /** The whole path; {@code "/"} for the root. */
  public String text() {
    return text;
  }

  /** What stands between the slashes; nothing for the root, and nothing after a last slash. */
  public List<String> segments() {
    return segments;
  }

  /** This path, or the one that frameworks take for the same: without a slash at its end. */
  public RequestPath withoutTrailingSlash() {
    return text.length() > 1 && text.endsWith("/")
        ? new RequestPath(text.substring(0, text.length() - 1))
        : this;
  }

  private static List<String> split(String text) {
    if (text.equals("/")) {
      return List.of();
    }
    int end = text.endsWith("/") ? text.length() - 1 : text.length();
    return List.of(text.substring(1, end).split("/", -1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequestPath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
