package dev.postern.containertests.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The process of a server, whose output goes to a file; killed when closed. Thread-safe. */
final class ServerProcess implements AutoCloseable {

  /** A machine that stalls may take minutes for what is otherwise done in seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int LAST_LINES = 60;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static ServerProcess start(List<String> command, Path folder) {
    Path log = folder.resolve("console.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new ServerProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a thing to be so, but not for a server that has ended. */
  void awaitThat(String what, BooleanSupplier isSo) {
    await(what + ", see " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> isSo.getAsBoolean() || hasEnded(what));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("A server does not end.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasEnded(String what) {
    if (process.isAlive()) {
      return false;
    }
    throw new IllegalStateException("The server ended before " + what + ":\n" + lastLines());
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
