package dev.postern.identity;

import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Users and salted slow hashes of their passwords, one {@code name:hash:roles} per line; roles are
 * separated by commas, and lines that begin with {@code #} are comments. Read once, at start-up.
 *
 * <p>Every attempt costs the same number of hash iterations, whether the user exists or not and
 * however strong the user's own hash is, so that the time says nothing about who has an account.
 * Thread-safe.
 */
public final class UsersFile implements CredentialVerifier {

  private final Map<String, UserEntry> entries;
  private final PasswordHash nobody;
  private final SlowHash slowHash;
  private final Clock clock;

  UsersFile(Map<String, UserEntry> entries, SlowHash slowHash, Clock clock) {
    this.entries = Map.copyOf(entries);
    this.slowHash = slowHash;
    this.clock = clock;
    this.nobody =
        PasswordHash.ofNobody(
            entries.values().stream()
                .mapToInt(entry -> entry.hash().iterations())
                .max()
                .orElse(PasswordHash.MIN_ITERATIONS));
  }

  /**
   * Reads the whole file as UTF-8. The stream stays open.
   *
   * @param clock gives {@link Identity#authenticatedAt()}
   * @throws UsersFileException if a line is malformed, names a user a second time or holds a weak
   *     hash, or if there is no user
   * @throws java.io.UncheckedIOException if the stream cannot be read
   */
  public static UsersFile read(InputStream in, Clock clock) {
    return new UsersFile(UsersFileParser.parse(in), new Pbkdf2(), clock);
  }

  /** Knows nobody, and says so as slowly as if it knew somebody. */
  public static UsersFile ofNobody(Clock clock) {
    return new UsersFile(Map.of(), new Pbkdf2(), clock);
  }

  @Override
  public Optional<Identity> verify(String username, String password) {
    Optional<UserEntry> entry = Optional.ofNullable(entries.get(username));
    PasswordHash hash = entry.map(UserEntry::hash).orElse(nobody);
    boolean matches = hash.matches(password, slowHash);
    spendTheRest(hash, password);
    return entry
        .filter(known -> matches)
        .map(known -> Identity.ofPassword(username, known.roles(), clock.instant()));
  }

  private void spendTheRest(PasswordHash hash, String password) {
    int rest = nobody.iterations() - hash.iterations();
    if (rest > 0) {
      slowHash.derive(password, new byte[1], rest);
    }
  }
}
