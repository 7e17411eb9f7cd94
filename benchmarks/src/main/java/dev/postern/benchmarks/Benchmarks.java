package dev.postern.benchmarks;

import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs all benchmarks, or those whose names a regular expression finds. */
public final class Benchmarks {

  /** Those that are not of JMH. */
  private static final Map<String, Runnable> OWN =
      Map.of(
          "DenylistCheckTime", DenylistCheckTime::run,
          "DenylistLoading", DenylistLoading::run);

  private Benchmarks() {}

  /**
   * Prints the figures.
   *
   * @param args the regular expression
   */
  public static void main(String... args) throws RunnerException {
    String wanted = args[0];
    OWN.forEach(
        (name, benchmark) -> {
          if (name.matches(wanted)) {
            benchmark.run();
          }
        });
    if (!OWN.containsKey(wanted)) {
      new Runner(new OptionsBuilder().include(wanted).build()).run();
    }
  }
}
