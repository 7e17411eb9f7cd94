package dev.postern.session;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import dev.postern.store.Grace;
import dev.postern.store.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long sessions live. Immutable and thread-safe.
 *
 * @param idleTimeout how long a session lives without being used, until the application sets
 *     another length for one; zero for as long as the absolute lifetime
 * @param absoluteLifetime how long it lives from the login, or from its beginning while nobody has
 *     logged in; positive
 * @param idGrace how long a replaced id still stands for the new one, so that requests in flight
 *     neither fail nor fork the session; not negative
 * @param perSubject how many one subject may have
 */
public record SessionSettings(
    Duration idleTimeout, Duration absoluteLifetime, Duration idGrace, SubjectLimit perSubject) {

  /** {@code session.idle-timeout}. */
  public static final Setting<Duration> IDLE_TIMEOUT =
      Setting.duration("session.idle-timeout", Duration.ofSeconds(1), Duration.ofDays(30))
          .tier(Tier.COMMON)
          .defaultsTo("30m")
          .meaning(
              "How long a session lives without being used. Longer is more convenient and gives"
                  + " whoever finds an open browser more time.");

  /** {@code session.absolute-lifetime}. */
  public static final Setting<Duration> ABSOLUTE_LIFETIME =
      Setting.duration("session.absolute-lifetime", Duration.ofSeconds(1), Duration.ofDays(365))
          .tier(Tier.COMMON)
          .defaultsTo("12h")
          .meaning("How long a session lives from the login, however much it is used.");

  /** {@code session.id-grace}. */
  public static final Setting<Duration> ID_GRACE =
      Setting.duration("session.id-grace", Duration.ZERO, Duration.ofSeconds(60))
          .defaultsTo("10s")
          .meaning(
              "How long a replaced session id still stands for the new one. At 0s, requests in"
                  + " flight during an id change lose what they wanted to save.");

  /** {@code session.max-per-user}. */
  public static final Setting<Integer> MAX_PER_USER =
      Setting.number("session.max-per-user", 1, 10_000)
          .tier(Tier.COMMON)
          .defaultsTo("100")
          .meaning("How many sessions one user may have at a time (ASVS 7.1.2).");

  /** {@code session.when-full}. */
  public static final Setting<SubjectLimit.WhenFull> WHEN_FULL =
      Setting.choice("session.when-full", SubjectLimit.WhenFull.class)
          .defaultsTo("oldest-out")
          .meaning(
              "What happens at a login beyond session.max-per-user: the session whose login is"
                  + " longest ago is ended (oldest-out), or the login is refused (refuse). Whoever"
                  + " knows a password can keep its owner out if logins are refused.");

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is broken
   */
  public SessionSettings {
    if (idleTimeout.isNegative() || absoluteLifetime.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "A session's idle timeout is not negative, and its absolute lifetime is positive.");
    }
    if (idGrace.isNegative()) {
      throw new IllegalArgumentException("session.id-grace is not negative.");
    }
  }

  /** All settings of this package. */
  public static List<Setting<?>> all() {
    return List.of(IDLE_TIMEOUT, ABSOLUTE_LIFETIME, ID_GRACE, MAX_PER_USER, WHEN_FULL);
  }

  /** As set for one filter. */
  public static SessionSettings from(Settings settings) {
    return from(settings, Optional.empty());
  }

  /**
   * As set for one filter.
   *
   * @param applications the idle timeout that the application itself states, zero for none; it
   *     holds if the setting is not made
   */
  public static SessionSettings from(Settings settings, Optional<Duration> applications) {
    Duration set = settings.get(IDLE_TIMEOUT);
    Duration idle = settings.isSet(IDLE_TIMEOUT) ? set : applications.orElse(set);
    Duration absolute = settings.get(ABSOLUTE_LIFETIME);
    if (settings.isSet(IDLE_TIMEOUT) && idle.compareTo(absolute) > 0) {
      throw settings.problem(
          IDLE_TIMEOUT,
          "never applies, because " + ABSOLUTE_LIFETIME.name() + " is shorter",
          "Write a shorter time, or a longer " + ABSOLUTE_LIFETIME.name());
    }
    return new SessionSettings(
        idle,
        absolute,
        settings.get(ID_GRACE),
        new SubjectLimit(settings.get(MAX_PER_USER), settings.get(WHEN_FULL)));
  }

  Lifetime lifetimeFrom(Instant start) {
    return new Lifetime(idleTimeout, deadlineFrom(start));
  }

  Instant deadlineFrom(Instant start) {
    return start.plus(absoluteLifetime);
  }

  Grace grace(boolean readable) {
    return new Grace(idGrace, readable);
  }
}
