package dev.postern.session.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FAULTS "Stored bytes": the form of values. */
class ValueCodecTest {

  private static final int MIB = 1 << 20;

  private final ValueCodec codec = codecThatAllows(Cart.class.getName());

  static List<Object> commonValues() {
    return List.of(
        "",
        "gr\u00fc\u00df dich \ud83d\ude00",
        "a lone surrogate \ud83d",
        true,
        false,
        (byte) -1,
        (short) -2,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        -0.0f,
        Double.MIN_VALUE,
        'x',
        new BigInteger("-123456789012345678901234567890"),
        new BigDecimal("1.10"),
        new BigDecimal("-1E+2000000000"),
        UUID.fromString("2f1a4ba2-3f63-4c0c-9a65-0a6a1a9a0001"),
        Instant.MIN,
        Instant.parse("2026-11-20T12:00:00.123456789Z"),
        Duration.ofSeconds(-1, 1),
        Period.of(1, -2, 3),
        LocalDate.MAX,
        LocalTime.of(12, 0, 0, 1),
        LocalDateTime.MIN,
        OffsetTime.of(1, 2, 3, 4, ZoneOffset.ofHours(2)),
        OffsetDateTime.parse("2026-11-20T12:00:00+05:30"),
        ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
            .withLaterOffsetAtOverlap(),
        ZoneOffset.MIN,
        Year.of(12_345),
        YearMonth.of(12_345, 6),
        MonthDay.of(2, 29),
        new ArrayList<>(List.of(1, "two", List.of(3L))),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        new HashSet<>(Set.of("a", "b", "c")),
        new LinkedHashSet<>(List.of("z", "a")),
        new TreeSet<>(Set.of(3, 1, 2)),
        Set.of(),
        Set.of(1, 2),
        Set.of(1, 2, 3),
        new HashMap<>(Map.of("a", List.of(1))),
        new LinkedHashMap<>(Map.of("a", 1)),
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        Map.of(),
        Map.of(1, 2),
        Map.of(1, 2, 3, 4),
        DayOfWeek.FRIDAY);
  }

  static List<Object> valuesForJavaSerialization() {
    return List.of(
        Arrays.asList(1, 2),
        Arrays.asList("a", null),
        new TreeMap<>(new HashMap<>(Map.of("a", new ArrayList<>(Arrays.asList(1, null))))),
        Locale.CANADA_FRENCH,
        Currency.getInstance("EUR"),
        ZoneId.of("Europe/Berlin"),
        new Cart("books", List.of(new BigDecimal("9.99")), Instant.EPOCH));
  }

  @ParameterizedTest
  @MethodSource("commonValues")
  void commonValuesComeBackAsTheyWereWithoutJavaSerialization(Object value) throws Exception {
    byte[] encoded = codec.encode(value);

    Object decoded = codec.decode(encoded);

    assertThat(decoded).isEqualTo(value).hasSameClassAs(value);
    assertThat(HexFormat.of().formatHex(encoded)).doesNotContain("aced0005");
  }

  @ParameterizedTest
  @MethodSource("valuesForJavaSerialization")
  void otherPlainDataAndListedClassesComeBackAsTheyWere(Object value) throws Exception {
    byte[] encoded = codec.encode(value);
    codec.requireReadable(encoded);

    assertThat(codec.decode(encoded)).isEqualTo(value).hasSameClassAs(value);
  }

  @Test
  void bytesAndArraysComeBackAsTheyWere() throws Exception {
    assertThat((byte[]) codec.decode(codec.encode(new byte[100_000]))).hasSize(100_000);
    assertThat((int[]) codec.decode(codec.encode(new int[] {1, 2}))).containsExactly(1, 2);
    assertThat((String[]) codec.decode(codec.encode(new String[] {"a", null})))
        .containsExactly("a", null);
  }

  @Test
  void anOrderOfItsOwnIsNotLost() {
    TreeSet<String> set = new TreeSet<>(Comparator.comparing(String::length));
    set.add("a");

    // A comparator is code: here a lambda, whose class nobody can allow.
    assertThatThrownBy(() -> codec.encode(set)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onePartInTwoPlacesStaysOnePart() throws Exception {
    List<Integer> part = new ArrayList<>(List.of(1));
    Object value = new ArrayList<>(List.of(part, part));

    List<?> decoded = (List<?>) codec.decode(codec.encode(value));

    assertThat(decoded.get(0)).isSameAs(decoded.get(1));
  }

  @Test
  void aListThatHoldsItselfComesBack() throws Exception {
    List<Object> circle = new ArrayList<>();
    circle.add(circle);

    List<?> decoded = (List<?>) codec.decode(codec.encode(circle));

    assertThat(decoded.get(0)).isSameAs(decoded);
  }

  @Test
  void whatCanBeChangedInPlaceIsToldFromWhatCannot() {
    assertThat(List.of("a", 1, List.of(1), Set.of(Year.of(1)), DayOfWeek.MONDAY))
        .noneMatch(codec::isMutable);
    assertThat(
            List.of(
                new byte[1],
                new AtomicInteger(),
                new ArrayList<>(),
                List.of(new byte[1]),
                new Cart(),
                "a"))
        .filteredOn(codec::isMutable)
        .hasSize(5);
  }

  @Test
  void aForeignClassIsRefusedByAMessageThatNamesTheSetting() {
    Object foreign = new Foreign();

    for (Object value : List.of(foreign, List.of(foreign), new Foreign[0], new Box(foreign))) {
      assertThatThrownBy(() -> codecThatAllows(Box.class.getName()).encode(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "session.allowed-classes: a session in a shared store holds no "
                  + Foreign.class.getName()
                  + ". Add the class, or its package as dev.postern.session.codec.*, if it is safe"
                  + " to read from bytes.");
    }
  }

  @Test
  void aForeignEnumAndASubclassOfAnAllowedClassAreRefused() {
    assertThatThrownBy(() -> codec.encode(TimeUnit.DAYS))
        .hasMessageContaining("java.util.concurrent.TimeUnit");
    assertThatThrownBy(() -> codec.encode(new ForeignList())).hasMessageContaining("ForeignList");
  }

  @Test
  void lambdasAndProxiesAreRefused() {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Comparable.class},
            (Serializable & InvocationHandler) (self, method, args) -> 0);

    assertThatThrownBy(() -> codec.encode(proxy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A session in a shared store holds no dynamic proxies.");
    assertThatThrownBy(() -> codec.encode((Runnable & Serializable) () -> {}))
        .hasMessageContaining("java.lang.invoke.SerializedLambda");
  }

  @Test
  void aReflectiveClassOfTheJdkIsRefused() {
    // java.lang is one package, not a tree of them.
    AllowedClasses allowed = new AllowedClasses(getClass().getClassLoader(), List.of());

    assertThat(allowed.contains(java.lang.reflect.Method.class)).isFalse();
    assertThat(allowed.contains(java.lang.invoke.SerializedLambda.class)).isFalse();
    assertThat(allowed.contains(java.util.PriorityQueue.class)).isFalse();
    assertThat(allowed.contains(java.net.URL.class)).isFalse();
    assertThat(allowed.contains(Collections.class)).isFalse();
    assertThat(allowed.contains(String[][].class)).isTrue();
    assertThat(allowed.contains(AtomicInteger.class)).isTrue();
  }

  @Test
  void whatIsNotSerializableIsRefusedWithItsName() {
    assertThatThrownBy(() -> codecThatAllows("dev.postern.**").encode(new Box(new IOException())))
        .hasMessageStartingWith("session.allowed-classes: ")
        .hasMessageContaining(" java.io.IOException. ");
    assertThatThrownBy(() -> codecThatAllows("dev.postern.**").encode(new Box(new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A "
                + Box.class.getName()
                + " cannot be serialized: java.io.NotSerializableException: java.lang.Object");
  }

  @Test
  void aValueThatIsTooLargeIsRefusedAndNothingIsTruncated() {
    String message = "A value is larger than 1048576 bytes when stored.";

    assertThatThrownBy(() -> codec.encode("x".repeat(MIB)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> codec.encode(new int[MIB]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThat(codec.encode("x".repeat(MIB - 100))).hasSizeLessThan(MIB);
  }

  @Test
  void whatOurLimitsWouldNotReadIsRefusedWhenItIsSaved() {
    Object nested = "core";
    for (int depth = 0; depth < 25; depth++) {
      nested = new Box(nested);
    }
    ValueCodec boxes = codecThatAllows(Box.class.getName());
    byte[] deep = boxes.encode(nested);

    assertThatThrownBy(() -> boxes.requireReadable(deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested too deep (20)");
  }

  @Test
  void patternsNameAClassAPackageOrAllBelowIt() {
    assertThat(allows("a.b.C")).containsExactly("a.b.C");
    assertThat(allows("a.b.*")).containsExactly("a.b.C", "a.b.C$D");
    assertThat(allows("a.**")).containsExactly("a.b.C", "a.b.C$D", "a.b.c.E");
    for (String wrong : List.of("*", "**", "", "a.*.b", "a.b*", "a..b", "a.b.***", "!a.b", "a b")) {
      assertThat(ClassPattern.parse(wrong)).as(wrong).isEmpty();
    }
  }

  private static List<String> allows(String pattern) {
    ClassPattern parsed = ClassPattern.parse(pattern).orElseThrow();
    return List.of("a.b.C", "a.b.C$D", "a.b.c.E", "ab.C", "x.a.b.C").stream()
        .filter(parsed::matches)
        .toList();
  }

  private static ValueCodec codecThatAllows(String pattern) {
    return new ValueCodec(
        ValueCodecTest.class.getClassLoader(),
        List.of(ClassPattern.parse(pattern).orElseThrow()),
        MIB);
  }

  record Cart(String name, List<BigDecimal> prices, Instant at) implements Serializable {
    Cart() {
      this("empty", List.of(), Instant.EPOCH);
    }
  }

  static final class Box implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
    private final Object content;

    Box(Object content) {
      this.content = content;
    }

    @Override
    public String toString() {
      return "Box[" + content + "]";
    }
  }

  static final class Foreign implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
  }

  static final class ForeignList extends ArrayList<String> {
    @Serial private static final long serialVersionUID = 1L;
  }
}
