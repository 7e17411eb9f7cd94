package dev.postern.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One declared setting: its name, what it may be, its default, and what it means. Rare and without
 * a default until said otherwise. Read it with {@link Settings#get} or {@link Settings#find}.
 * Immutable and thread-safe.
 *
 * @param <T> what the text stands for
 */
public final class Setting<T> {
  private final String name;
  private final Parser<T> parser;
  private final Tier tier;
  private final @Nullable String defaultText;
  private final String meaning;
  private final boolean secret;

  private Setting(
      String name,
      Parser<T> parser,
      Tier tier,
      @Nullable String defaultText,
      String meaning,
      boolean secret) {
    this.name = requireNonNull(name, "name");
    this.parser = requireNonNull(parser, "parser");
    this.tier = requireNonNull(tier, "tier");
    this.defaultText = defaultText;
    this.meaning = requireNonNull(meaning, "meaning");
    this.secret = secret;
  }

  /** A setting in a notation of its own. */
  public static <T> Setting<T> of(String name, Parser<T> parser) {
    return new Setting<>(name, parser, Tier.RARE, null, "", false);
  }

  /**
   * A length of time, {@code 500ms}, {@code 30s}, {@code 15m}, {@code 12h}, {@code 7d} or {@code
   * PT15M}; a number without a unit is refused. Both bounds are allowed values.
   */
  public static Setting<Duration> duration(String name, Duration min, Duration max) {
    return of(name, new DurationParser(min, max));
  }

  /** Either {@code true} or {@code false}, and nothing else. */
  public static Setting<Boolean> flag(String name) {
    return of(name, new FlagParser());
  }

  /** A whole number. Both bounds are allowed values. */
  public static Setting<Integer> number(String name, int min, int max) {
    return of(name, new NumberParser(min, max));
  }

  /** Any text that is not blank. */
  public static Setting<String> text(String name) {
    return of(name, text -> text);
  }

  /** Texts separated by commas or line ends, at least one, none of them empty. */
  public static Setting<List<String>> list(String name) {
    return of(name, new ListParser());
  }

  /** One constant of an enum, written in kebab-case: {@code STATEFUL_JWT} is stateful-jwt. */
  public static <E extends Enum<E>> Setting<E> choice(String name, Class<E> kind) {
    return choice(
        name, kind, constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** One constant of an enum, written as {@code spelling} says; each spelling differs. */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, Class<E> kind, Function<E, String> spelling) {
    return of(name, new ChoiceParser<>(kind, spelling));
  }

  /** The same setting in another tier of the README's table. */
  public Setting<T> tier(Tier newTier) {
    return new Setting<>(name, parser, newTier, defaultText, meaning, secret);
  }

  /**
   * The same setting with a value for when it is not set.
   *
   * @throws IllegalArgumentException if the setting would refuse that value
   */
  public Setting<T> defaultsTo(String text) {
    try {
      parser.parse(text);
    } catch (InvalidValueException wrong) {
      throw new IllegalArgumentException("default of " + name + " " + wrong.problem(), wrong);
    }
    return new Setting<>(name, parser, tier, text, meaning, secret);
  }

  /** The same setting with its line in the README: effect, limits, advice. */
  public Setting<T> meaning(String text) {
    return new Setting<>(name, parser, tier, defaultText, text, secret);
  }

  /** The same setting, its value never shown in any message. */
  public Setting<T> secret() {
    return new Setting<>(name, parser, tier, defaultText, meaning, true);
  }

  /** The name without any prefix, for example {@code session.idle-timeout}. */
  public String name() {
    return name;
  }

  /** Where the README lists it. */
  public Tier tier() {
    return tier;
  }

  /** What holds when it is not set; empty if nothing does. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  /** Its line in the README. */
  public String meaning() {
    return meaning;
  }

  T parse(String text) throws InvalidValueException {
    return parser.parse(text);
  }

  boolean isSecret() {
    return secret;
  }

  /** The name only; a default is no secret, but a reader should not have to know that. */
  @Override
  public String toString() {
    return "Setting[" + name + "]";
  }
}
