package dev.postern.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code new-user NAME [--roles a,b]}: prints one line for a users file. The password comes from
 * the console, asked twice and not shown, or else from the first line of the standard input.
 */
public final class NewUserCommand {

  /** ASVS 6.2.1. */
  static final int MIN_PASSWORD_LENGTH = 8;

  private static final String USAGE = "Usage: new-user NAME [--roles a,b]  (the password is asked)";
  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int MISUSED = 2;

  private NewUserCommand() {}

  /**
   * Runs the command.
   *
   * @param args what follows {@code new-user}
   * @param in where the password is read, UTF-8; the console is used when this is {@code System.in}
   *     and a person sits at it
   * @return 0 when the line was printed, 1 when the name, a role or the password was refused, 2
   *     when the arguments were not understood
   * @throws IOException if the password cannot be read
   */
  public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err)
      throws IOException {
    boolean withRoles = args.size() == 3 && args.get(1).equals("--roles");
    if (args.size() != 1 && !withRoles) {
      err.println(USAGE);
      return MISUSED;
    }
    Set<String> roles = withRoles ? UsersFileParser.roles(args.get(2)) : Set.of();
    Optional<String> problem = problemWith(args.get(0), roles);
    if (problem.isPresent()) {
      err.println(problem.get());
      return REFUSED;
    }
    return printEntry(args.get(0), roles, PasswordPrompt.over(in).ask(), out, err);
  }

  private static Optional<String> problemWith(String name, Set<String> roles) {
    if (name.contains(":") || name.startsWith("#") || !name.equals(name.strip())) {
      return Optional.of(
          "A name in a users file holds no \":\" and begins with neither # nor space.");
    }
    if (roles.stream().anyMatch(NewUserCommand::breaksTheLine)) {
      return Optional.of("A role in a users file holds no \":\" and no control characters.");
    }
    try {
      Identity.ofPassword(name, roles, Instant.EPOCH);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static boolean breaksTheLine(String role) {
    return role.contains(":") || role.chars().anyMatch(Character::isISOControl);
  }

  private static int printEntry(
      String name, Set<String> roles, Optional<String> password, PrintStream out, PrintStream err) {
    if (password.isEmpty()) {
      err.println("The two passwords differ.");
      return REFUSED;
    }
    if (password.get().length() < MIN_PASSWORD_LENGTH) {
      err.println("A password has at least " + MIN_PASSWORD_LENGTH + " characters.");
      return REFUSED;
    }
    PasswordHash hash = PasswordHash.of(password.get(), new SecureRandom(), new Pbkdf2());
    out.println(name + ":" + hash.text() + ":" + String.join(",", roles));
    return DONE;
  }
}
