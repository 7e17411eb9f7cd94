package dev.postern.session.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * FAULTS F4. In service nothing of this is ever decoded, since it is not authentic; it must do no
 * harm all the same.
 */
class HostileBytesTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int MAX_BYTES = 1 << 20;
  private static final byte[] JAVA_HEAD = {1, 127};

  private final ValueCodec codec =
      new ValueCodec(HostileBytesTest.class.getClassLoader(), List.of(), MAX_BYTES);

  @Test
  void aForgedArrayOfTwoGigabytesCostsNothing() {
    // byte[2147483631] in 28 bytes: without a filter this is an OutOfMemoryError.
    byte[] forged = HexFormat.of().parseHex("aced0005" + "7572" + "00025b42acf317f8060854e0");
    byte[] rest = HexFormat.of().parseHex("020000" + "7870" + "7fffffef");

    assertThat(cpuTimeOf(() -> assertUnreadable(javaForm(forged, rest))))
        .isLessThan(Duration.ofMillis(500));
  }

  @Test
  void forgedLengthsOfOurOwnFormCostNothing() {
    // A list, a text, bytes and a number that claim two thirds of a gigabyte each.
    for (String forged : List.of("28", "0100", "0c", "0a", "30")) {
      byte[] bytes = HexFormat.of().parseHex("01" + forged + "ffffffff07");

      assertThat(cpuTimeOf(() -> assertUnreadable(bytes))).isLessThan(Duration.ofMillis(500));
    }
  }

  @Test
  void aBombOfNestedSetsIsDefused() throws IOException {
    Set<Object> root = new HashSet<>();
    Set<Object> first = root;
    Set<Object> second = new HashSet<>();
    for (int depth = 0; depth < 28; depth++) {
      Set<Object> left = new HashSet<>(Set.of("left"));
      Set<Object> right = new HashSet<>();
      first.add(left);
      first.add(right);
      second.add(left);
      second.add(right);
      first = left;
      second = right;
    }
    byte[] bomb = javaForm(serialized(root));

    assertThat(cpuTimeOf(() -> assertUnreadable(bomb))).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void collectionsOfOurOwnFormAreNestedTwentyDeepAndNoDeeper() throws Exception {
    byte[] deep = new byte[2 + 2 * 100_000];
    Arrays.fill(deep, (byte) 1);
    for (int at = 1; at < deep.length - 1; at += 2) {
      deep[at] = 40;
    }

    assertUnreadable(deep);

    Object nested = "core";
    for (int depth = 0; depth < 20; depth++) {
      nested = new ArrayList<>(List.of(nested));
    }
    assertThat(codec.decode(codec.encode(nested))).isEqualTo(nested);
  }

  @Test
  void aGadgetIsRefusedBeforeItsCodeRuns() throws IOException {
    byte[] gadget = javaForm(serialized(new Gadget()));
    byte[] hidden = javaForm(serialized(new HashMap<>(Map.of("a", new Gadget()))));
    Gadget.hasRun.set(false);

    assertUnreadable(gadget);
    assertUnreadable(hidden);

    assertThat(Gadget.hasRun).isFalse();
  }

  @Test
  void anEnumByTheNameOfAnyClassIsRefusedBeforeTheClassIsInitialized() {
    ByteWriter out = new ByteWriter(1_000);
    out.write(1);
    out.write(TypedForm.ENUM_TAG);
    out.text(HostileBytesTest.class.getName() + "$Initialized");
    out.text("ONE");

    assertUnreadable(out.toByteArray());

    assertThat(Gadget.isInitialized).isFalse();
  }

  @Test
  void aProxyIsRefused() {
    byte[] proxy =
        HexFormat.of()
            .parseHex("aced0005" + "737d" + "00000001" + "0012" + hex("java.lang.Runnable"));

    assertUnreadable(javaForm(proxy, HexFormat.of().parseHex("787070")));
  }

  @Test
  void aStreamLongerThanOneValueMayBeIsRefused() throws IOException {
    ValueCodec small = new ValueCodec(getClass().getClassLoader(), List.of(), 1_024);
    byte[] bytes = javaForm(serialized(Arrays.asList("x".repeat(2_000))));

    assertThatThrownBy(() -> small.decode(bytes)).isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void bytesOfALaterVersionAreUnreadable() {
    assertUnreadable(new byte[] {2, 1, 0, 0});
  }

  @Test
  void anythingAtAllIsAValueOrUnreadableAndNothingElse() {
    Random random = new Random(20_261_120);
    List<byte[]> seeds = seeds();

    for (int trial = 0; trial < 100_000; trial++) {
      byte[] seed = seeds.get(random.nextInt(seeds.size()));
      decodeWithinBounds(mutated(seed, random));
    }
  }

  private void decodeWithinBounds(byte[] bytes) {
    // FAULTS: 100 ms each; ten times that, since the machine of a test is a busy one.
    assertThat(cpuTimeOf(() -> decodeOrRefuse(bytes)))
        .as(() -> HexFormat.of().formatHex(bytes))
        .isLessThan(Duration.ofSeconds(1));
  }

  private void decodeOrRefuse(byte[] bytes) {
    try {
      assertThat(codec.decode(bytes)).isNotNull();
    } catch (UnreadableValueException expected) {
      assertThat(expected).hasMessageContaining("cannot be read");
    }
  }

  /** What the processor did for this thread: a clock would also count the stalls of the machine. */
  private static Duration cpuTimeOf(Runnable decoding) {
    long begin = THREADS.getCurrentThreadCpuTime();
    decoding.run();
    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begin);
  }

  private List<byte[]> seeds() {
    List<Object> values =
        List.of(
            "text",
            new BigDecimal("12.34"),
            Instant.EPOCH,
            UUID.randomUUID(),
            new ArrayList<>(List.of(1, 2L, "three", List.of(true, 'c'))),
            new HashMap<>(Map.of("a", new HashSet<>(Set.of(1, 2, 3)))),
            Arrays.asList(1, "b", new ArrayList<>(List.of(3))),
            new HashMap<>(Map.of("k", Arrays.asList("v", null))),
            new String[] {"a", "b"});
    return values.stream().map(codec::encode).toList();
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = Arrays.copyOf(seed, random.nextInt(8) == 0 ? seed.length / 2 : seed.length);
    for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
      bytes[random.nextInt(bytes.length)] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : 0xFF);
    }
    return bytes;
  }

  private void assertUnreadable(byte[] bytes) {
    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(UnreadableValueException.class);
  }

  private static byte[] javaForm(byte[]... streams) {
    int length = Arrays.stream(streams).mapToInt(stream -> stream.length).sum();
    ByteBuffer joined = ByteBuffer.allocate(2 + length).put(JAVA_HEAD);
    for (byte[] stream : streams) {
      joined.put(stream);
    }
    return joined.array();
  }

  private static byte[] serialized(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(out)) {
      stream.writeObject(value);
    }
    return out.toByteArray();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  static final class Gadget implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
    static final AtomicBoolean hasRun = new AtomicBoolean();
    static volatile boolean isInitialized;

    @Serial
    private Object readResolve() {
      hasRun.set(true);
      return this;
    }
  }

  enum Initialized {
    ONE;

    static {
      Gadget.isInitialized = true;
    }
  }
}
