package dev.postern.containertests.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One {@code Set-Cookie} header, as it was sent. Immutable. */
public record SetCookie(String name, String value, List<String> attributes) {

  static SetCookie parse(String header) {
    List<String> parts = Stream.of(header.split(";", -1)).map(String::strip).toList();
    String[] pair = parts.get(0).split("=", 2);
    return new SetCookie(pair[0], pair[1], parts.subList(1, parts.size()));
  }

  public Optional<String> attribute(String name) {
    String start = name.toLowerCase(Locale.ROOT) + "=";
    return attributes.stream()
        .filter(a -> a.toLowerCase(Locale.ROOT).startsWith(start))
        .map(a -> a.substring(start.length()))
        .findFirst();
  }

  public boolean has(String flag) {
    return attributes.stream().anyMatch(flag::equalsIgnoreCase);
  }

  /** By a life of nothing, or an end at the epoch, as some containers write it. */
  public boolean deletes() {
    return attribute("Max-Age").filter("0"::equals).isPresent()
        || attribute("Expires").filter(end -> end.contains("1970")).isPresent();
  }
}
