package dev.postern.session;

import dev.postern.session.codec.UnreadableValueException;
import dev.postern.session.codec.ValueCodec;
import dev.postern.store.StoredValue;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Attribute values as plain bytes and back, for whoever keeps bytes. Thread-safe. */
final class PlainValues {

  private final ValueCodec values;
  private final RefusalLog refusals;

  PlainValues(ValueCodec values, RefusalLog refusals) {
    this.values = values;
    this.refusals = refusals;
  }

  /** Refuses what cannot be written at all. */
  void requireStorable(Object value) {
    values.encode(value);
  }

  /** By which a change in place is found; empty if there cannot be one. */
  Optional<Fingerprint> fingerprintOf(Object value) {
    return values.isMutable(value)
        ? Optional.of(Fingerprint.of(values.encode(value)))
        : Optional.empty();
  }

  /**
   * A value to be stored, which can be read again.
   *
   * @param stored what is stored of its plain bytes
   */
  AttributeCodec.Encoded encode(Object value, UnaryOperator<byte[]> stored) {
    byte[] plain = values.encode(value);
    values.requireReadable(plain);
    return new AttributeCodec.Encoded(
        new StoredValue.Bytes(stored.apply(plain)),
        values.isMutable(value) ? Optional.of(Fingerprint.of(plain)) : Optional.empty());
  }

  /** One that cannot be read keeps its bytes: another node of a rolling update may read them. */
  Optional<Object> read(byte[] plain) {
    try {
      return Optional.of(values.decode(plain));
    } catch (UnreadableValueException e) {
      refusals.unreadable(e);
      return Optional.empty();
    }
  }
}
