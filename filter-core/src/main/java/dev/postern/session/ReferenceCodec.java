package dev.postern.session;

import dev.postern.store.SessionKey;
import dev.postern.store.StoredValue;
import java.util.Map;
import java.util.Optional;

/**
 * For stores in this JVM: the objects themselves, so that one changed in place is already saved.
 * Thread-safe.
 */
final class ReferenceCodec implements SessionCodec, AttributeCodec {

  @Override
  public StoredValue encodeHeader(SessionKey key, SessionHeader header) {
    return new StoredValue.Reference(header);
  }

  @Override
  public Optional<SessionHeader> decodeHeader(SessionKey key, StoredValue stored) {
    return Optional.of((SessionHeader) valueOf(stored));
  }

  @Override
  public AttributeCodec attributesOf(RecordId record) {
    return this;
  }

  @Override
  public boolean makesBytes() {
    return false;
  }

  /** Everything can. */
  @Override
  public void requireStorable(Object value) {}

  @Override
  public Optional<Fingerprint> fingerprintOf(Object value) {
    return Optional.empty();
  }

  @Override
  public Encoded encode(String name, Object value) {
    return new Encoded(new StoredValue.Reference(value), Optional.empty());
  }

  @Override
  public Optional<Object> decode(String name, StoredValue stored) {
    return Optional.of(valueOf(stored));
  }

  /** The size of a reference is not known. */
  @Override
  public void requireRoomFor(Map<String, StoredValue> attributes) {}

  private static Object valueOf(StoredValue stored) {
    return ((StoredValue.Reference) stored).value();
  }
}
