package dev.postern.session.codec;

import java.util.List;

/**
 * Turns the values that an application keeps in sessions into bytes and back. The first byte is the
 * version of the form, the second says what follows: a value in our own typed form, or Java
 * serialization. Immutable and thread-safe.
 */
public final class ValueCodec {

  private static final int VERSION = 1;
  private static final int JAVA_TAG = 127;

  private final TypedForm typed;
  private final JavaForm java;
  private final int maxBytes;

  /**
   * A codec for one application.
   *
   * @param application loads the classes of its values
   * @param listed classes that are allowed besides those in {@code WEB-INF/classes}
   * @param maxBytes how long the form of one value may be
   */
  public ValueCodec(ClassLoader application, List<ClassPattern> listed, int maxBytes) {
    AllowedClasses allowed = new AllowedClasses(application, listed);
    this.typed = new TypedForm(new EnumForm(allowed, application));
    this.java = new JavaForm(allowed, application, maxBytes);
    this.maxBytes = maxBytes;
  }

  /**
   * The bytes of a value.
   *
   * @throws IllegalArgumentException if a class in it is not allowed or cannot be written
   * @throws IllegalStateException if it has too many bytes
   */
  public byte[] encode(Object value) {
    ByteWriter out = new ByteWriter(maxBytes);
    out.write(VERSION);
    if (typed.fits(value)) {
      typed.write(value, out);
    } else {
      out.write(JAVA_TAG);
      java.write(value, out);
    }
    return out.toByteArray();
  }

  /**
   * Makes sure that {@link #decode} will take what {@link #encode} gave: Java serialization writes
   * more than our limits let it read.
   *
   * @throws IllegalArgumentException if it will not
   */
  public void requireReadable(byte[] encoded) {
    if (encoded[1] != JAVA_TAG) {
      return;
    }
    try {
      decode(encoded);
    } catch (UnreadableValueException e) {
      throw new IllegalArgumentException(
          "A "
              + e.className()
              + " could not be read again: it is nested too deep (20), holds too many objects"
              + " (20000) or too long an array (65536), or refuses its own bytes.",
          e);
    }
  }

  /**
   * The value in bytes that were authenticated.
   *
   * @throws UnreadableValueException if it cannot be brought back
   */
  public Object decode(byte[] bytes) throws UnreadableValueException {
    ByteReader in = new ByteReader(bytes);
    try {
      if (bytes.length > maxBytes) {
        throw new MalformedBytesException("A value is longer than any may be.");
      }
      if (in.uint8() != VERSION) {
        throw new MalformedBytesException("The form of a value is newer than this library.");
      }
      int tag = in.uint8();
      Object value = tag == JAVA_TAG ? java.read(in.rest()) : typed.read(tag, in);
      in.requireEnd();
      return value;
    } catch (MalformedBytesException e) {
      throw new UnreadableValueException("value", e);
    }
  }

  /** Whether the value can be changed in place, as far as its class tells. */
  public boolean isMutable(Object value) {
    return !typed.fits(value) || typed.isMutable(value);
  }
}
