package dev.postern.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.denylist.CredentialFacts;
import dev.postern.denylist.DenylistReplica;
import dev.postern.denylist.KeyedFacts;
import dev.postern.denylist.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a check of one credential costs a node that knows a million denials. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
public class DenylistCheck {

  /**
   * So few that they are in the processor's caches, as those of a token are that was just read, and
   * so many that their places in the tables are not in the nearest one. A power of two.
   */
  private static final int ASKED = 1 << 12;

  private static final Duration NEVER_STALE = Duration.ofDays(1);

  /** What was taken back. */
  @Param({"TOKENS", "ALL_KINDS", "SUBJECTS"})
  public Mix mix;

  private final Map<String, Instant> texts = new ConcurrentHashMap<>();
  private final CredentialFacts[] good = new CredentialFacts[ASKED];
  private final CredentialFacts[] denied = new CredentialFacts[ASKED];
  private final KeyedFacts[] goodAgain = new KeyedFacts[ASKED];
  private final KeyedFacts[] deniedAgain = new KeyedFacts[ASKED];
  private final CredentialFacts[] logins = new CredentialFacts[ASKED];
  private DenylistReplica node;
  private int next;

  /** Made by JMH. */
  public DenylistCheck() {
    this.mix = Mix.TOKENS;
    this.node = node();
  }

  /** Fills the node, and a map as one would write it oneself. */
  @Setup
  public void fill() {
    node = node();
    mix.denyMany(node);
    Instant until = Instant.now().plus(NEVER_STALE);
    IntStream.range(0, Denials.MANY).forEach(number -> texts.put(Denials.jti(number), until));
    for (int number = 0; number < ASKED; number++) {
      good[number] = Denials.good(number);
      denied[number] = Denials.token(scattered(number) * 10 + 9);
      logins[number] = Denials.login(number);
      goodAgain[number] = node.keyed(good[number]);
      deniedAgain[number] = node.keyed(denied[number]);
    }
  }

  /** The usual request: of a token that was verified before. */
  @Benchmark
  public Verdict goodToken() {
    return node.ask(goodAgain[turn()]);
  }

  /** One that is turned away, and was verified before. */
  @Benchmark
  public Verdict deniedToken() {
    return node.ask(deniedAgain[turn()]);
  }

  /** The first request with a token, whose ids have to be hashed. */
  @Benchmark
  public Verdict goodTokenAtFirst() {
    return node.ask(good[turn()]);
  }

  /** The first request with a token that is turned away. */
  @Benchmark
  public Verdict deniedTokenAtFirst() {
    return node.ask(denied[turn()]);
  }

  /** A session or a grant, about which only cut-offs are, hashed each time. */
  @Benchmark
  public Verdict goodLogin() {
    return node.ask(logins[turn()]);
  }

  /** For comparison: one look into a map of texts, which knows tokens only. */
  @Benchmark
  public boolean goodTokenInMapOfTexts() {
    return texts.containsKey(good[turn()].tokenId().orElseThrow());
  }

  private int turn() {
    next = (next + 1) & (ASKED - 1);
    return next;
  }

  private static int scattered(int number) {
    return Math.floorMod(number * 48_271, Denials.MANY / 10);
  }

  private static DenylistReplica node() {
    byte[] secret = "for measuring only, 32 bytes long".getBytes(UTF_8);
    return new DenylistReplica(new NoLog(), secret, NEVER_STALE, Clock.systemUTC());
  }
}
