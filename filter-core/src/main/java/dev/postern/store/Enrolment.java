package dev.postern.store;

import static java.util.Objects.requireNonNull;

/**
 * That a session belongs to a subject, so that it is found by it, and how many such sessions there
 * may be. Immutable and thread-safe.
 *
 * @param subject whose session it is
 * @param most how many sessions of the subject there may be, this one included; positive
 */
public record Enrolment(SubjectKey subject, int most) {

  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if {@code most} is not positive
   */
  public Enrolment {
    requireNonNull(subject, "subject");
    if (most < 1) {
      throw new IllegalArgumentException("A subject has room for one session at least.");
    }
  }
}
