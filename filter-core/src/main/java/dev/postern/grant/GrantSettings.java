package dev.postern.grant;

import static java.util.Objects.requireNonNull;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import dev.postern.session.SubjectLimit;
import dev.postern.store.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long grants live. Immutable and thread-safe.
 *
 * @param idleTimeout how long a grant lives without being used
 * @param absoluteLifetime how long it lives from the login, however much it is used
 * @param grace how long the previous refresh token still gets the successor it had; at most {@link
 *     #LONGEST_GRACE}
 * @param perSubject how many one subject may have
 */
public record GrantSettings(
    Duration idleTimeout, Duration absoluteLifetime, Duration grace, SubjectLimit perSubject) {

  /** A token that was used a minute ago and comes again was copied, not retried. */
  static final Duration LONGEST_GRACE = Duration.ofSeconds(60);

  /** {@code refresh.idle-timeout}. */
  public static final Setting<Duration> IDLE_TIMEOUT =
      Setting.duration("refresh.idle-timeout", Duration.ofSeconds(1), Duration.ofDays(365))
          .tier(Tier.COMMON)
          .defaultsTo("7d")
          .meaning("How long a login lives in which no refresh token is used.");

  /** {@code refresh.absolute-lifetime}. */
  public static final Setting<Duration> ABSOLUTE_LIFETIME =
      Setting.duration("refresh.absolute-lifetime", Duration.ofSeconds(1), Duration.ofDays(365))
          .tier(Tier.COMMON)
          .defaultsTo("30d")
          .meaning("How long refresh tokens carry a login on, however much they are used.");

  /** {@code refresh.grace}. */
  public static final Setting<Duration> GRACE =
      Setting.duration("refresh.grace", Duration.ZERO, LONGEST_GRACE)
          .defaultsTo("20s")
          .meaning(
              "How long a refresh token that was used still gets the same successor, 0s to 60s: for"
                  + " tabs that refresh at once, and for answers that were lost. Later it ends the"
                  + " login, since somebody else may have a copy. The clocks of nodes must agree"
                  + " better than that.");

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is broken
   */
  public GrantSettings {
    requireNonNull(perSubject, "perSubject");
    if (idleTimeout.compareTo(Duration.ZERO) <= 0
        || absoluteLifetime.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("The lifetimes of a grant are positive.");
    }
    if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
      throw new IllegalArgumentException("refresh.grace is 0s to 60s.");
    }
  }

  /** All settings of this package. */
  public static List<Setting<?>> all() {
    return List.of(IDLE_TIMEOUT, ABSOLUTE_LIFETIME, GRACE);
  }

  /**
   * As set for one filter.
   *
   * @param perSubject as for sessions; grants are counted by themselves
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static GrantSettings from(Settings settings, SubjectLimit perSubject) {
    Duration idle = settings.get(IDLE_TIMEOUT);
    Duration absolute = settings.get(ABSOLUTE_LIFETIME);
    if (settings.isSet(IDLE_TIMEOUT) && idle.compareTo(absolute) > 0) {
      throw settings.problem(
          IDLE_TIMEOUT,
          "never applies, because " + ABSOLUTE_LIFETIME.name() + " is shorter",
          "Write a shorter time, or a longer " + ABSOLUTE_LIFETIME.name());
    }
    return new GrantSettings(idle, absolute, settings.get(GRACE), perSubject);
  }

  Lifetime lifetimeFrom(Instant login) {
    return new Lifetime(idleTimeout, login.plus(absoluteLifetime));
  }
}
