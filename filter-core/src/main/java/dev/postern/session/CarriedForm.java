package dev.postern.session;

import dev.postern.session.codec.ByteReader;
import dev.postern.session.codec.ByteWriter;
import dev.postern.session.codec.MalformedBytesException;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The schema of a session that the client carries, inside its seal. Version 1 is: digest of the
 * owner, session id, header, last access, idle timeout in seconds, deadline, and the attributes,
 * each a name and the form of its value. Immutable and thread-safe.
 *
 * @param owner stands for the owner
 * @param id the secret id
 * @param record all the rest
 */
record CarriedForm(Fingerprint owner, SessionId id, SessionRecord record) {

  static final int VERSION = 1;

  /** As much as everything but the attributes may have. */
  static final int HEAD_BYTES = 192;

  private static final int OWNER_BYTES = 32;

  byte[] write() {
    ByteWriter out = new ByteWriter(Integer.MAX_VALUE);
    out.write(VERSION);
    out.write(HexFormat.of().parseHex(owner.digest()));
    out.text(id.text());
    out.bytes(SealedCodec.bytesOf(record.header()));
    IdentityForm.instant(record.lastAccessedAt(), out);
    out.int64(record.lifetime().idleTimeout().toSeconds());
    IdentityForm.instant(record.lifetime().deadline(), out);
    out.size(record.attributes().size());
    record.attributes().forEach((name, value) -> attribute(name, value, out));
    return out.toByteArray();
  }

  /** How many bytes an attribute takes. */
  static int lengthOf(String name, StoredValue value) {
    ByteWriter out = new ByteWriter(Integer.MAX_VALUE);
    attribute(name, value, out);
    return out.toByteArray().length;
  }

  /** Whether a later version of this library wrote these bytes. */
  static boolean isNewer(byte[] bytes) {
    return bytes.length > 0 && bytes[0] > VERSION;
  }

  /**
   * Takes every field or none.
   *
   * @throws MalformedBytesException for anything else
   */
  static CarriedForm read(byte[] bytes) throws MalformedBytesException {
    ByteReader in = new ByteReader(bytes);
    if (in.uint8() != VERSION) {
      throw new MalformedBytesException("The version of a carried session is unknown.");
    }
    try {
      CarriedForm form = read(in);
      in.requireEnd();
      return form;
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedBytesException("A time of a carried session is out of its bounds.", e);
    }
  }

  private static CarriedForm read(ByteReader in) throws MalformedBytesException {
    byte[] owner = new byte[OWNER_BYTES];
    for (int n = 0; n < OWNER_BYTES; n++) {
      owner[n] = (byte) in.uint8();
    }
    SessionId id =
        SessionId.parse(in.text())
            .orElseThrow(() -> new MalformedBytesException("A session id has another form."));
    StoredValue header = new StoredValue.Bytes(in.bytes());
    Instant accessedAt = IdentityForm.instant(in);
    Lifetime lifetime = new Lifetime(Duration.ofSeconds(in.int64()), IdentityForm.instant(in));
    return new CarriedForm(
        new Fingerprint(HexFormat.of().formatHex(owner)),
        id,
        new SessionRecord(header, attributes(in), accessedAt, lifetime, 1));
  }

  private static void attribute(String name, StoredValue value, ByteWriter out) {
    out.text(name);
    out.bytes(SealedCodec.bytesOf(value));
  }

  private static Map<String, StoredValue> attributes(ByteReader in) throws MalformedBytesException {
    int size = in.size();
    Map<String, StoredValue> attributes = new HashMap<>();
    for (int n = 0; n < size; n++) {
      attributes.put(in.text(), new StoredValue.Bytes(in.bytes()));
    }
    return attributes;
  }
}
