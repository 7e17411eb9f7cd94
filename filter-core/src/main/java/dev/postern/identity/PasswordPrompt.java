package dev.postern.identity;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Where a new user's password comes from. */
@FunctionalInterface
interface PasswordPrompt {

  /** The password, or empty if it was typed twice and differently. */
  Optional<String> ask() throws IOException;

  /** The console when somebody sits at it, else the first line of this stream. */
  static PasswordPrompt over(InputStream in) {
    Optional<Console> person = in == System.in ? terminal() : Optional.empty();
    return person
        .<PasswordPrompt>map(console -> () -> askTwice(console))
        .orElse(() -> firstLine(in));
  }

  @SuppressWarnings("SystemConsoleNull") // it is null up to Java 21
  private static Optional<Console> terminal() {
    return Optional.ofNullable(System.console()).filter(PasswordPrompt::isTerminal);
  }

  /** From Java 22 on there is a console even when the input is a pipe. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJava22) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static Optional<String> askTwice(Console console) {
    char[] first = console.readPassword("Password: ");
    char[] second = console.readPassword("Once more: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      return Optional.empty();
    }
    return Optional.of(new String(first));
  }

  /** Whoever sits there with the output redirected is told that something is waited for. */
  private static Optional<String> firstLine(InputStream in) throws IOException {
    if (in == System.in && in.available() == 0) {
      System.err.print("Password (it will be seen): ");
    }
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String line = reader.readLine();
    return Optional.of(line == null ? "" : line);
  }
}
