package dev.postern.session;

import dev.postern.session.codec.MalformedBytesException;
import dev.postern.session.codec.ValueCodec;
import dev.postern.store.SessionKey;
import dev.postern.store.StoredValue;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * For sessions that the client carries: plain bytes, because the whole is sealed at once. They must
 * fit into one cookie, and whoever sets an attribute that does not is told so there and then.
 * Thread-safe.
 */
final class CarriedCodec implements SessionCodec, AttributeCodec {

  /** How many attributes a message names, the largest first. */
  private static final int NAMED = 5;

  private final RefusalLog refusals = new RefusalLog();
  private final PlainValues values;
  private final int room;

  /**
   * For one application.
   *
   * @param room how many bytes all attributes of a session may have, their names included
   */
  CarriedCodec(ValueCodec values, int room) {
    this.values = new PlainValues(values, refusals);
    this.room = room;
  }

  @Override
  public StoredValue encodeHeader(SessionKey key, SessionHeader header) {
    return new StoredValue.Bytes(HeaderForm.write(header));
  }

  @Override
  public Optional<SessionHeader> decodeHeader(SessionKey key, StoredValue stored) {
    try {
      return Optional.of(HeaderForm.read(SealedCodec.bytesOf(stored)));
    } catch (MalformedBytesException e) {
      refusals.malformedHeader(e);
      return Optional.empty();
    }
  }

  @Override
  public AttributeCodec attributesOf(RecordId record) {
    return this;
  }

  @Override
  public boolean makesBytes() {
    return true;
  }

  /** Here only that it can be written at all; {@link #requireRoomFor} is asked at once, too. */
  @Override
  public void requireStorable(Object value) {
    values.requireStorable(value);
  }

  @Override
  public Optional<Fingerprint> fingerprintOf(Object value) {
    return values.fingerprintOf(value);
  }

  @Override
  public Encoded encode(String name, Object value) {
    return values.encode(value, UnaryOperator.identity());
  }

  @Override
  public Optional<Object> decode(String name, StoredValue stored) {
    return values.read(SealedCodec.bytesOf(stored));
  }

  @Override
  public void requireRoomFor(Map<String, StoredValue> attributes) {
    int total =
        attributes.entrySet().stream()
            .mapToInt(entry -> CarriedForm.lengthOf(entry.getKey(), entry.getValue()))
            .sum();
    if (total > room) {
      throw new IllegalStateException(
          "http-session: with \"token\" the attributes of a session have at most "
              + room
              + " bytes, or its cookie would be too long, and these have "
              + total
              + " ("
              + largest(attributes)
              + "). Keep less in the session, or use strategy session or stateful-jwt. Nothing was saved.");
    }
  }

  @Override
  public boolean refusesAtOnce() {
    return true;
  }

  private static String largest(Map<String, StoredValue> attributes) {
    return attributes.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> CarriedForm.lengthOf(entry.getKey(), entry.getValue())))
        .entrySet()
        .stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NAMED)
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
