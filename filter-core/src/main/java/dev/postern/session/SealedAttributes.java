package dev.postern.session;

import dev.postern.session.codec.ValueCodec;
import dev.postern.store.StoredValue;
import java.util.Map;
import java.util.Optional;

/** The attributes of one record as sealed bytes. Thread-safe. */
final class SealedAttributes implements AttributeCodec {

  private final SessionSealing sealing;
  private final Seal seal;
  private final PlainValues values;
  private final RecordId record;
  private final RefusalLog refusals;
  private final SizeLog sizes;

  SealedAttributes(
      SessionSealing sealing,
      Seal seal,
      ValueCodec values,
      RecordId record,
      RefusalLog refusals,
      SizeLog sizes) {
    this.sealing = sealing;
    this.seal = seal;
    this.values = new PlainValues(values, refusals);
    this.record = record;
    this.refusals = refusals;
    this.sizes = sizes;
  }

  @Override
  public boolean makesBytes() {
    return true;
  }

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
    return values.encode(
        value,
        plain -> {
          sizes.attribute(name, plain.length);
          return seal.close(placeOf(name), plain);
        });
  }

  @Override
  public Optional<Object> decode(String name, StoredValue stored) {
    Opened opened = seal.open(placeOf(name), SealedCodec.bytesOf(stored));
    if (opened instanceof Opened.Plain plain) {
      return values.read(plain.bytes());
    }
    refusals.attribute((Opened.Refused) opened);
    return Optional.empty();
  }

  @Override
  public void requireRoomFor(Map<String, StoredValue> attributes) {
    long total = 0;
    for (StoredValue attribute : attributes.values()) {
      total += lengthOf(attribute);
    }
    if (total > sealing.limits().maxSessionBytes()) {
      throw new IllegalStateException(
          AttributeSettings.MAX_SESSION_BYTES.name()
              + ": the attributes of a session have "
              + total
              + " bytes when stored, and at most "
              + sealing.limits().maxSessionBytes()
              + " are allowed. Nothing was saved.");
    }
    sizes.session(total);
  }

  private static int lengthOf(StoredValue attribute) {
    return attribute instanceof StoredValue.Deferred deferred
        ? deferred.length()
        : ((StoredValue.Bytes) attribute).length();
  }

  private Place placeOf(String name) {
    return Place.ofAttribute(sealing.app(), record, name);
  }
}
