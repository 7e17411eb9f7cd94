package dev.postern.session;

import java.util.Optional;

/**
 * The object that a request holds of an attribute, which it may change in place. Immutable itself.
 *
 * @param value the object
 * @param isSet whether it was set and not saved since
 * @param stored of the object when it was last stored, if that can change
 */
record LiveAttribute(Object value, boolean isSet, Optional<Fingerprint> stored) {

  static LiveAttribute set(Object value) {
    return new LiveAttribute(value, true, Optional.empty());
  }

  static LiveAttribute stored(Object value, Optional<Fingerprint> fingerprint) {
    return new LiveAttribute(value, false, fingerprint);
  }

  boolean isChanged(AttributeCodec codec) {
    return isSet || (stored.isPresent() && !stored.equals(codec.fingerprintOf(value)));
  }
}
