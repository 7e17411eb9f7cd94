package dev.postern.endpoint;

/** What was posted to the login path. Immutable and thread-safe. */
sealed interface LoginInput {

  /** A name and a password that are worth checking. */
  record Given(String username, String password) implements LoginInput {
    /** Shows neither. */
    @Override
    public String toString() {
      return "Given[redacted]";
    }
  }

  /** A name or a password that nobody can have; answered as a wrong one, without a hash. */
  record Hopeless() implements LoginInput {}

  /** No name and password at all. */
  record Unreadable(Refusal refusal) implements LoginInput {}
}
