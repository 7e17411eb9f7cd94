package dev.postern.session.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values without parts. A tag once given is never given to anything else. Thread-safe. */
final class Scalars {

  private static final List<Scalar<?>> ALL =
      List.of(
          Scalar.of(1, String.class, (value, out) -> out.text(value), ByteReader::text),
          Scalar.of(2, Boolean.class, (value, out) -> out.write(value ? 1 : 0), Scalars::flag),
          Scalar.of(3, Byte.class, (value, out) -> out.write(value), in -> (byte) in.uint8()),
          Scalar.of(4, Short.class, (value, out) -> out.int32(value), Scalars::int16),
          Scalar.of(5, Integer.class, (value, out) -> out.int32(value), ByteReader::int32),
          Scalar.of(6, Long.class, (value, out) -> out.int64(value), ByteReader::int64),
          Scalar.of(
              7,
              Float.class,
              (value, out) -> out.int32(Float.floatToRawIntBits(value)),
              in -> Float.intBitsToFloat(in.int32())),
          Scalar.of(
              8,
              Double.class,
              (value, out) -> out.int64(Double.doubleToRawLongBits(value)),
              in -> Double.longBitsToDouble(in.int64())),
          Scalar.of(9, Character.class, (value, out) -> out.int32(value), Scalars::character),
          Scalar.of(
              10,
              BigInteger.class,
              (value, out) -> out.bytes(value.toByteArray()),
              in -> new BigInteger(in.bytes())),
          Scalar.of(11, BigDecimal.class, Scalars::decimal, Scalars::decimal),
          new Scalar<>(12, byte[].class, true, (value, out) -> out.bytes(value), ByteReader::bytes),
          Scalar.of(13, UUID.class, Scalars::uuid, in -> new UUID(in.int64(), in.int64())),
          Scalar.of(20, Instant.class, Scalars::instant, Scalars::instant),
          Scalar.iso(21, Duration.class, Duration::parse),
          Scalar.iso(22, Period.class, Period::parse),
          Scalar.iso(23, LocalDate.class, LocalDate::parse),
          Scalar.iso(24, LocalTime.class, LocalTime::parse),
          Scalar.iso(25, LocalDateTime.class, LocalDateTime::parse),
          Scalar.iso(26, OffsetTime.class, OffsetTime::parse),
          Scalar.iso(27, OffsetDateTime.class, OffsetDateTime::parse),
          Scalar.iso(28, ZonedDateTime.class, ZonedDateTime::parse),
          Scalar.iso(29, ZoneOffset.class, ZoneOffset::of),
          Scalar.of(
              30,
              Year.class,
              (value, out) -> out.int32(value.getValue()),
              in -> Year.of(in.int32())),
          Scalar.of(31, YearMonth.class, Scalars::yearMonth, Scalars::yearMonth),
          Scalar.iso(32, MonthDay.class, MonthDay::parse));

  private static final Map<Class<?>, Scalar<?>> BY_TYPE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Scalar::type, Function.identity()));

  private static final Map<Integer, Scalar<?>> BY_TAG =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Scalar::tag, Function.identity()));

  private Scalars() {}

  /** How values of exactly this class are written. */
  static @Nullable Scalar<?> of(Class<?> type) {
    return BY_TYPE.get(type);
  }

  static Optional<Scalar<?>> of(int tag) {
    return Optional.ofNullable(BY_TAG.get(tag));
  }

  private static boolean flag(ByteReader in) throws MalformedBytesException {
    return in.uint8() != 0;
  }

  private static short int16(ByteReader in) throws MalformedBytesException {
    int value = in.int32();
    if (value != (short) value) {
      throw new MalformedBytesException("A short is too large.");
    }
    return (short) value;
  }

  private static char character(ByteReader in) throws MalformedBytesException {
    int value = in.int32();
    if (value != (char) value) {
      throw new MalformedBytesException("A character is too large.");
    }
    return (char) value;
  }

  /** Not by its text, whose digits take a time that grows with their square. */
  private static void decimal(BigDecimal value, ByteWriter out) {
    out.int32(value.scale());
    out.bytes(value.unscaledValue().toByteArray());
  }

  private static BigDecimal decimal(ByteReader in) throws MalformedBytesException {
    int scale = in.int32();
    return new BigDecimal(new BigInteger(in.bytes()), scale);
  }

  private static void uuid(UUID value, ByteWriter out) {
    out.int64(value.getMostSignificantBits());
    out.int64(value.getLeastSignificantBits());
  }

  /** Not by its text: {@code parse} wants a sign before a year of five digits. */
  private static void yearMonth(YearMonth value, ByteWriter out) {
    out.int32(value.getYear());
    out.write(value.getMonthValue());
  }

  private static YearMonth yearMonth(ByteReader in) throws MalformedBytesException {
    return YearMonth.of(in.int32(), in.uint8());
  }

  private static void instant(Instant value, ByteWriter out) {
    out.int64(value.getEpochSecond());
    out.int32(value.getNano());
  }

  private static Instant instant(ByteReader in) throws MalformedBytesException {
    return Instant.ofEpochSecond(in.int64(), in.int32());
  }
}
