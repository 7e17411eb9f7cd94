package dev.postern;

import dev.postern.identity.NewUserCommand;
import dev.postern.token.NewKeyCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * The commands of the jar, for whoever sets an application up:
 *
 * <pre>
 * java -jar postern-filter-core.jar new-key --algorithm ES256 DIRECTORY
 * java -jar postern-filter-core.jar new-user NAME --roles customer,clerk
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
public final class Main {

  private static final String USAGE =
      """
      Usage:
        new-key [--algorithm ES256] [--signs-in 24h] DIRECTORY
                                     makes a signing key, and the app's secret if it is missing
        new-user NAME [--roles a,b]  reads a password and prints a line for the users file
      """;

  private Main() {}

  /** Runs one command and exits with 0, 1 if it failed, or 2 if it was not understood. */
  public static void main(String[] args) throws IOException {
    System.exit(run(List.copyOf(Arrays.asList(args)), System.in, System.out, System.err));
  }

  static int run(List<String> args, InputStream in, PrintStream out, PrintStream err)
      throws IOException {
    List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
    return switch (args.isEmpty() ? "" : args.get(0)) {
      case "new-key" -> NewKeyCommand.run(rest, out, err);
      case "new-user" -> NewUserCommand.run(rest, in, out, err);
      default -> {
        err.print(USAGE);
        yield 2;
      }
    };
  }
}
