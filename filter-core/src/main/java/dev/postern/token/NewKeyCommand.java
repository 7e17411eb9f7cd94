package dev.postern.token;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code new-key [--algorithm ES256] DIRECTORY}: writes a private key into the
 * directory, named by the time so that it signs from the next start on, and {@code app.secret} if
 * there is none. Both are readable by their owner only; nothing is ever overwritten, and nothing
 * secret is printed. Stateless and thread-safe.
 */
public final class NewKeyCommand {

  private static final String USAGE =
      "Usage: new-key [--algorithm ES256|EdDSA|PS256|RS256|HS256] DIRECTORY";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private NewKeyCommand() {}

  /** Runs it; 0 for done, 1 if it failed, 2 if it was not understood. */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return run(args, out, err, Clock.systemUTC());
  }

  static int run(List<String> args, PrintStream out, PrintStream err, Clock clock) {
    Optional<JwsAlgorithm> algorithm = algorithm(args);
    boolean understood = args.size() == 1 || args.size() == 3;
    if (!understood || algorithm.isEmpty() || args.get(args.size() - 1).startsWith("-")) {
      err.println(USAGE);
      return 2;
    }
    String name =
        TIME.format(clock.instant())
            + "-"
            + algorithm.get().headerName().toLowerCase(Locale.ROOT)
            + ".jwk";
    return write(Path.of(args.get(args.size() - 1)), name, algorithm.get(), out, err);
  }

  private static Optional<JwsAlgorithm> algorithm(List<String> args) {
    if (args.size() != 3) {
      return Optional.of(JwsAlgorithm.ES256);
    }
    return args.get(0).equals("--algorithm") ? JwsAlgorithm.named(args.get(1)) : Optional.empty();
  }

  private static int write(
      Path directory, String name, JwsAlgorithm algorithm, PrintStream out, PrintStream err) {
    NewKeyFiles files = new NewKeyFiles(directory, new SecureRandom());
    try {
      String id = files.writeKey(name, algorithm);
      out.println("Wrote " + directory.resolve(name) + ", key id " + id + ".");
      if (files.writeSecretUnlessThere()) {
        out.println("Wrote " + directory.resolve(SecretFile.NAME) + ".");
      }
      return 0;
    } catch (FileAlreadyExistsException e) {
      err.println("There is a " + e.getFile() + " already; nothing was overwritten.");
    } catch (IOException e) {
      err.println("Cannot write to " + directory + ": " + reason(e));
    }
    return 1;
  }

  private static String reason(IOException e) {
    @Nullable String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
  }
}
