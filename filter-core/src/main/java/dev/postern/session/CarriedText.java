package dev.postern.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * How a session that the client carries is written: the id of its record, a dot, and the sealed
 * bytes in unpadded base64url. The record's id is no secret; it gives each session a key of its
 * own. Each session has one spelling. Thread-safe.
 */
final class CarriedText {

  private static final int SEALED_AT = 23;
  private static final char SEPARATOR = '.';
  private static final int CHARACTERS = 4;
  private static final int BYTES = 3;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final String app;
  private final String carrier;
  private final int longest;
  private final Seal seal;

  CarriedText(SessionSealing sealing, String carrier, int longest, SecureRandom random) {
    this.app = sealing.app();
    this.carrier = requireNonNull(carrier, "carrier");
    this.longest = longest;
    this.seal = new Seal(sealing.secrets(), random);
  }

  /** How many bytes fit. */
  int room() {
    return (longest - SEALED_AT) * BYTES / CHARACTERS - Seal.OVERHEAD;
  }

  String close(RecordId record, byte[] bytes) {
    return record.value() + SEPARATOR + ENCODER.encodeToString(seal.close(placeOf(record), bytes));
  }

  /** Empty for everything that {@link #close} did not give. Nothing longer is looked at. */
  Optional<byte[]> open(String text) {
    if (text.length() <= SEALED_AT
        || text.length() > longest
        || text.charAt(SEALED_AT - 1) != SEPARATOR) {
      return Optional.empty();
    }
    RecordId record = new RecordId(text.substring(0, SEALED_AT - 1));
    return sealedIn(text.substring(SEALED_AT))
        .map(bytes -> seal.open(placeOf(record), bytes))
        .filter(Opened.Plain.class::isInstance)
        .map(opened -> ((Opened.Plain) opened).bytes());
  }

  /** Bits that belong to no byte must be zero (RFC 4648 section 3.5). */
  private static Optional<byte[]> sealedIn(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.getBytes(US_ASCII));
      return ENCODER.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Place placeOf(RecordId record) {
    return Place.ofCarried(app, carrier, record);
  }
}
