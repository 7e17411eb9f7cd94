package dev.postern.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A map of keys, of which those that begin with our prefix are settings. */
final class NamedSource implements SettingsSource {
  private final Map<String, String> texts;
  private final Spelling spelling;
  private final String origin;

  NamedSource(Map<String, String> texts, Spelling spelling, String origin) {
    this.texts = Map.copyOf(texts);
    this.spelling = requireNonNull(spelling, "spelling");
    this.origin = requireNonNull(origin, "origin");
  }

  @Override
  public Optional<SettingValue> find(String name) {
    String key = spelling.of(name);
    return Optional.ofNullable(texts.get(key))
        .map(text -> new SettingValue(text.strip(), originOf(key), false));
  }

  @Override
  public void check(KnownNames known) {
    NameCheck check = new NameCheck(known, spelling, origin);
    // Sorted, so that the same mistakes give the same message at every start.
    new TreeSet<>(texts.keySet()).stream().filter(spelling::concernsUs).forEach(check::check);
  }

  /** A key of our own spelling is told; in a file or an init-param it is the name anyway. */
  private String originOf(String key) {
    return spelling == Spelling.PLAIN ? origin : origin + " " + key;
  }
}
