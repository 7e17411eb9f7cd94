package dev.postern.token;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code new-key [--algorithm ES256] [--signs-in 24h] DIRECTORY}: writes a private key
 * into the directory, named by the time, and {@code app.secret} if there is none. The member {@code
 * nbf} says when it begins to sign: at once if it is the first key, else a day later, so that it is
 * published before (ROT-1). With {@code ECDH-ES+A256KW}, {@code RSA-OAEP-256} or {@code A256KW} it
 * is a key to encrypt tokens with. Both files are readable by their owner only; nothing is ever
 * overwritten, and nothing secret is printed. Stateless and thread-safe.
 */
public final class NewKeyCommand {

  private static final String USAGE =
      "Usage: new-key [--algorithm ES256|EdDSA|PS256|RS256|HS256] [--signs-in 24h] DIRECTORY\n"
          + "To encrypt tokens: --algorithm ECDH-ES+A256KW|RSA-OAEP-256|A256KW";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Duration LEAD = Duration.ofHours(24);

  private NewKeyCommand() {}

  /** Runs it; 0 for done, 1 if it failed, 2 if it was not understood. */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return run(args, out, err, Clock.systemUTC());
  }

  static int run(List<String> args, PrintStream out, PrintStream err, Clock clock) {
    Optional<NewKeyOptions> options = NewKeyOptions.parse(args);
    if (options.isEmpty()) {
      err.println(USAGE);
      return 2;
    }
    return write(options.get(), clock.instant(), out, err);
  }

  private static int write(NewKeyOptions options, Instant now, PrintStream out, PrintStream err) {
    Path directory = options.directory();
    String name =
        TIME.format(now) + "-" + options.algorithm().headerName().toLowerCase(Locale.ROOT) + ".jwk";
    NewKeyFiles files = new NewKeyFiles(directory, new SecureRandom());
    try {
      Duration lead = options.signsIn().orElse(files.hasKey() ? LEAD : Duration.ZERO);
      Instant notBefore = now.plus(lead).truncatedTo(ChronoUnit.SECONDS);
      String id = files.writeKey(name, options.algorithm(), notBefore);
      out.println("Wrote " + directory.resolve(name) + ", key id " + id + ".");
      String does = options.algorithm() instanceof JweAlgorithm ? "encrypts" : "signs";
      out.println("It " + does + " from " + notBefore + " on.");
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
