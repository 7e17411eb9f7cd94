package dev.postern.session;

import dev.postern.store.StoredValue;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Tells records that are no sessions, in a store that holds both, by the first byte of their
 * header: whoever is given what has expired must not take a grant for a session. Stateless and
 * thread-safe.
 */
public final class RecordMark {

  /** No sealed header of a session begins with it. */
  private static final byte NO_SESSION = (byte) 0xA8;

  private RecordMark() {}

  /** A header of something that is no session. */
  public static StoredValue on(byte[] header) {
    return new StoredValue.Bytes(
        ByteBuffer.allocate(header.length + 1).put(NO_SESSION).put(header).array());
  }

  /** What {@link #on} was given; empty if it did not make this header. */
  public static byte[] off(StoredValue header) {
    return isOn(header) ? unmarked(((StoredValue.Bytes) header).toByteArray()) : new byte[0];
  }

  static boolean isOn(StoredValue header) {
    return header instanceof StoredValue.Bytes bytes
        && bytes.length() > 0
        && bytes.toByteArray()[0] == NO_SESSION;
  }

  private static byte[] unmarked(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }
}
