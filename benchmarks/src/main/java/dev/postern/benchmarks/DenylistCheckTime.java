package dev.postern.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The checks of {@link DenylistCheck} by the processor time of one thread: what they cost on a
 * machine that has other work too, where time by the clock says little.
 */
final class DenylistCheckTime {

  private static final int ROUNDS = 7;
  private static final int CHECKS = 2_000_000;
  private static final PrintStream OUT = System.out;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DenylistCheckTime() {}

  static void run() {
    for (Mix mix : Mix.values()) {
      DenylistCheck check = new DenylistCheck();
      check.mix = mix;
      check.fill();
      checks(check).forEach((name, ask) -> measure(mix + ", " + name, ask));
    }
  }

  private static Map<String, Supplier<Object>> checks(DenylistCheck check) {
    Map<String, Supplier<Object>> checks = new LinkedHashMap<>();
    checks.put("good token, seen before", check::goodToken);
    checks.put("denied token, seen before", check::deniedToken);
    checks.put("good login", check::goodLogin);
    checks.put("good token, first seen", check::goodTokenAtFirst);
    checks.put("denied token, first seen", check::deniedTokenAtFirst);
    checks.put("map of texts", check::goodTokenInMapOfTexts);
    return checks;
  }

  /** The first round is for the compiler. */
  private static void measure(String name, Supplier<Object> ask) {
    long[] nanos = new long[ROUNDS];
    nanosOf(ask);
    Arrays.setAll(nanos, round -> nanosOf(ask));
    Arrays.sort(nanos);
    OUT.printf(
        "%s: %d ns (%d to %d), load %.1f%n",
        name,
        nanos[ROUNDS / 2],
        nanos[0],
        nanos[ROUNDS - 1],
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static long nanosOf(Supplier<Object> ask) {
    long answers = 0;
    long begun = THREADS.getCurrentThreadCpuTime();
    for (int n = 0; n < CHECKS; n++) {
      answers += ask.get().hashCode();
    }
    long taken = THREADS.getCurrentThreadCpuTime() - begun;
    if (answers == 0) {
      throw new IllegalStateException("No check has an answer.");
    }
    return taken / CHECKS;
  }
}
