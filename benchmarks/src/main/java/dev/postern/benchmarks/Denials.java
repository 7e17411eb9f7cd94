package dev.postern.benchmarks;

import dev.postern.denylist.CredentialFacts;
import java.time.Instant;
import java.util.Optional;

/** Revocations by number, and the tokens that they are about or not. */
final class Denials {

  static final int MANY = 1_000_000;

  static final Instant LOGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant CUT_OFF = LOGIN.minusSeconds(60);
  static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

  private Denials() {}

  /** A token that nobody took back, of a user of whom nothing was taken back since. */
  static CredentialFacts good(int number) {
    return token(-1 - number);
  }

  /** The token of a number that may have been denied. */
  static CredentialFacts token(int number) {
    return new CredentialFacts(
        Optional.of(jti(number)),
        Optional.of(sid(number)),
        Optional.of("the active key"),
        subject(number),
        LOGIN,
        Optional.of(LOGIN));
  }

  /** A session of that user. */
  static CredentialFacts login(int number) {
    return CredentialFacts.ofLogin(subject(-1 - number), LOGIN, Optional.of(LOGIN));
  }

  static String jti(int number) {
    return "token-" + number + "-of-a-usual-length";
  }

  static String sid(int number) {
    return "session-" + number + "-of-a-usual-length";
  }

  static String subject(int number) {
    return "user-" + number + "@example.org";
  }
}
