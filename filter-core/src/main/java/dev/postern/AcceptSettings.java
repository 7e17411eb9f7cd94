package dev.postern;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which kinds of credential a filter takes, and which one it issues. Stateless. */
final class AcceptSettings {

  static final Setting<Postern.Strategy> STRATEGY =
      Setting.choice("strategy", Postern.Strategy.class)
          .tier(Tier.ESSENTIAL)
          .defaultsTo("session")
          .meaning(
              "How identity is kept between requests: session, stateful-jwt or stateless-jwt.");

  static final Setting<List<Postern.Strategy>> ACCEPT =
      Setting.of("accept", AcceptSettings::kinds)
          .meaning(
              "The kinds of credential that are taken, for example session, stateless-jwt, so that a"
                  + " change of strategy logs nobody out. The first is issued at a login; it is the"
                  + " strategy, which need not be set then. Default: only the strategy.");

  static final Setting<Set<TransportKind>> TRANSPORT =
      Setting.of("accept.transport", TransportKind::parse)
          .meaning(
              "Where the kinds of accept after the first travel: what transport was before the change"
                  + " of strategy, if it was set. Default: as transport has it for each.");

  private AcceptSettings() {}

  static List<Setting<?>> all() {
    return List.of(STRATEGY, ACCEPT, TRANSPORT);
  }

  /**
   * The kinds, the one that is issued first.
   *
   * @throws dev.postern.config.ConfigurationException if one is wrong, or the first is another than
   *     the strategy
   */
  static List<Postern.Strategy> kinds(Settings settings) {
    Optional<List<Postern.Strategy>> accepted = settings.find(ACCEPT);
    Postern.Strategy strategy = settings.get(STRATEGY);
    if (accepted.isPresent() && settings.isSet(STRATEGY) && accepted.get().get(0) != strategy) {
      throw settings.problem(
          ACCEPT,
          "begins with another kind than strategy " + strategy + ", which is issued",
          "Write " + strategy + " first, or correct strategy");
    }
    List<Postern.Strategy> kinds = accepted.orElse(List.of(strategy));
    if (kinds.size() == 1 && settings.isSet(TRANSPORT)) {
      throw settings.problem(
          TRANSPORT,
          "is never read, because accept names no further kind",
          "Remove it, or set accept");
    }
    return kinds;
  }

  /** The ways of a kind that is accepted and not issued; a session id travels in a cookie only. */
  static Set<TransportKind> transports(Settings settings, Postern.Strategy kind) {
    return kind == Postern.Strategy.SESSION
        ? EnumSet.of(TransportKind.COOKIE)
        : settings.find(TRANSPORT).orElseGet(() -> TransportKind.defaultFor(kind));
  }

  private static List<Postern.Strategy> kinds(String text) throws InvalidValueException {
    List<Postern.Strategy> kinds = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      Postern.Strategy kind = kind(word.strip());
      if (kinds.contains(kind)) {
        throw new InvalidValueException(word.strip(), "is there twice", "Write each kind once");
      }
      kinds.add(kind);
    }
    return List.copyOf(kinds);
  }

  private static Postern.Strategy kind(String word) throws InvalidValueException {
    return Arrays.stream(Postern.Strategy.values())
        .filter(kind -> kind.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValueException(
                    word, "is no strategy", "Write session, stateful-jwt or stateless-jwt"));
  }
}
