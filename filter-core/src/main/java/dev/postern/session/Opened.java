package dev.postern.session;

/** What came of opening sealed bytes. Immutable. */
public sealed interface Opened {

  /** They are authentic. */
  final class Plain implements Opened {
    private final byte[] bytes;

    /** Keeps the very array. */
    Plain(byte[] bytes) {
      this.bytes = bytes;
    }

    /** What was sealed; the very array. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /** They are not, or not that anybody could tell. */
  enum Refused implements Opened {
    /** Not ours at all, or cut off. */
    NOT_SEALED,
    /** A later version of this library may have written them. */
    NEWER_VERSION,
    /** Sealed with a secret that this node does not have; no other is tried. */
    UNKNOWN_KEY,
    /** Forged, damaged, or moved here from another place. */
    NOT_AUTHENTIC
  }
}
