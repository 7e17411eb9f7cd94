package dev.postern.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One entry of the {@link Denylist}. Immutable and thread-safe.
 *
 * @param kind what is denied
 * @param key the keyed hash of the {@code jti} or of the subject
 * @param cutOff for a subject: everything authenticated at or before this instant is void; for a
 *     single token: when it was denied
 * @param until after this instant nothing that could match is valid any more, and the entry may be
 *     forgotten
 */
public record Denial(Kind kind, String key, Instant cutOff, Instant until) {

  /** What a denial is about. */
  public enum Kind {
    /** One token, by its {@code jti}. */
    TOKEN,
    /** Everything of one subject that was authenticated at or before the cut-off. */
    SUBJECT
  }

  /** Refuses null. */
  public Denial {
    requireNonNull(kind, "kind");
    requireNonNull(key, "key");
    requireNonNull(cutOff, "cutOff");
    requireNonNull(until, "until");
  }
}
