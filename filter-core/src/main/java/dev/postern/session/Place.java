package dev.postern.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.session.codec.ByteWriter;
import dev.postern.store.SessionKey;

/**
 * Where sealed bytes belong, so that bytes moved elsewhere are not taken. A header belongs to the
 * key it is filed under, since it says whose session that is. An attribute belongs to the record
 * and its own name: the record keeps it when its key changes. Immutable and thread-safe.
 *
 * @param scope what has a key of encryption to itself: one header or one record
 * @param name of the attribute; empty for a header
 */
public record Place(String scope, String name) {

  static Place ofHeader(String app, SessionKey key) {
    return new Place("header " + app + " " + key.value(), "");
  }

  static Place ofAttribute(String app, RecordId record, String name) {
    return new Place("attribute " + app + " " + record.value(), name);
  }

  /** Of the state of a grant, which belongs to the key it is filed under. */
  public static Place ofGrant(String app, SessionKey key) {
    return new Place("grant " + app + " " + key.value(), "");
  }

  /** Of the token that took the place of another one of the same grant. */
  public static Place ofSuccessor(String app, SessionKey key) {
    return new Place("successor " + app + " " + key.value(), "");
  }

  /** Of a session that the client has, under the name by which it travels. */
  static Place ofCarried(String app, String carrier, RecordId record) {
    return new Place("carried " + app + " " + carrier + " " + record.value(), "");
  }

  /** What is authenticated along with the bytes, each part after its length. */
  byte[] bound(byte[] envelopeHead) {
    ByteWriter out = new ByteWriter(Integer.MAX_VALUE);
    out.bytes("postern1".getBytes(UTF_8));
    out.text(scope);
    out.text(name);
    out.bytes(envelopeHead);
    return out.toByteArray();
  }
}
