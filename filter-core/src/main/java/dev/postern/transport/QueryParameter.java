package dev.postern.transport;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A credential in the query of a link. The query is read as it was sent: a name that is spelled
 * with escapes is another name. Immutable and thread-safe.
 *
 * @param name of the parameter
 */
public record QueryParameter(String name) {

  /** Refuses null. */
  public QueryParameter {
    requireNonNull(name, "name");
  }

  /** What this query carries. */
  public Presented read(@Nullable String query) {
    List<String> values =
        pairs(query).stream()
            .filter(this::isMine)
            .map(pair -> pair.substring(name.length() + 1))
            .toList();
    if (values.isEmpty()) {
      return new Presented.None();
    }
    return values.size() == 1
        ? new Presented.One(values.get(0), false)
        : new Presented.Ambiguous("two-tokens");
  }

  /** The query without it. */
  public String without(@Nullable String query) {
    return pairs(query).stream().filter(pair -> !isMine(pair)).collect(Collectors.joining("&"));
  }

  private boolean isMine(String pair) {
    return pair.startsWith(name + "=");
  }

  private static List<String> pairs(@Nullable String query) {
    return query == null ? List.of() : Arrays.asList(query.split("&", -1));
  }
}
