package dev.postern.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs all benchmarks, or those whose names a regular expression finds. */
public final class Benchmarks {

  private static final String LOADING = "DenylistLoading";

  private Benchmarks() {}

  /**
   * Prints the figures.
   *
   * @param args the regular expression
   */
  public static void main(String... args) throws RunnerException {
    String wanted = args[0];
    if (LOADING.matches(wanted)) {
      DenylistLoading.run();
    }
    if (!wanted.equals(LOADING)) {
      new Runner(new OptionsBuilder().include(wanted).build()).run();
    }
  }
}
