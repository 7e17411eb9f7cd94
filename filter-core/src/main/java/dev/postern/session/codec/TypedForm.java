package dev.postern.session.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our own form of common values: a tag, then what the tag says. Stateless apart from its enums;
 * thread-safe.
 */
final class TypedForm {

  /** As deep as Java serialization may go. */
  static final int MAX_DEPTH = 20;

  static final int ENUM_TAG = 33;

  private final EnumForm enums;

  TypedForm(EnumForm enums) {
    this.enums = enums;
  }

  /**
   * Whether the value and everything in it has such a form. Not if it holds null, or one mutable
   * part in two places, which must stay one part when it comes back.
   */
  boolean fits(Object value) {
    return fits(value, Collections.newSetFromMap(new IdentityHashMap<>()), MAX_DEPTH);
  }

  /** Whether a value that {@link #fits} can be changed in place. */
  boolean isMutable(Object value) {
    Scalar<?> scalar = Scalars.of(value.getClass());
    if (scalar != null) {
      return scalar.mutable();
    }
    Container container = Container.of(value);
    return container != null
        && (container.mutable() || partsOf(value).stream().anyMatch(this::isMutable));
  }

  /** Appends a value that {@link #fits}. */
  void write(Object value, ByteWriter out) {
    Scalar<?> scalar = Scalars.of(value.getClass());
    Container container = Container.of(value);
    if (scalar != null) {
      out.write(scalar.tag());
      scalar.write(value, out);
    } else if (container != null) {
      out.write(container.tag());
      List<Object> parts = partsOf(value);
      out.size(parts.size());
      parts.forEach(part -> write(part, out));
    } else {
      out.write(ENUM_TAG);
      enums.write((Enum<?>) value, out);
    }
  }

  /** Takes the value that follows its tag. */
  Object read(int tag, ByteReader in) throws MalformedBytesException, UnreadableValueException {
    return read(tag, in, MAX_DEPTH);
  }

  private boolean fits(@Nullable Object value, Set<Object> seen, int depth) {
    if (value == null) {
      return false;
    }
    Scalar<?> scalar = Scalars.of(value.getClass());
    if (scalar != null) {
      return !scalar.mutable() || seen.add(value);
    }
    if (value instanceof Enum<?>) {
      return true;
    }
    Container container = Container.of(value);
    return container != null
        && depth > 0
        && (!container.mutable() || seen.add(value))
        && Container.partsOf(value).stream().allMatch(part -> fits(part, seen, depth - 1));
  }

  private Object read(int tag, ByteReader in, int depth)
      throws MalformedBytesException, UnreadableValueException {
    if (tag == ENUM_TAG) {
      return enums.read(in);
    }
    Container container = Container.of(tag);
    return container == null ? scalar(tag, in) : container(container, in, depth);
  }

  private static Object scalar(int tag, ByteReader in) throws MalformedBytesException {
    Scalar<?> scalar =
        Scalars.of(tag).orElseThrow(() -> new MalformedBytesException("A tag is unknown."));
    try {
      return scalar.reader().read(in);
    } catch (RuntimeException e) {
      throw new MalformedBytesException("A value is out of its bounds.", e);
    }
  }

  private Object container(Container container, ByteReader in, int depth)
      throws MalformedBytesException, UnreadableValueException {
    if (depth == 0) {
      throw new MalformedBytesException("Collections are nested too deep.");
    }
    int size = in.size();
    List<Object> parts = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      parts.add(read(in.uint8(), in, depth - 1));
    }
    try {
      return container.of(parts);
    } catch (RuntimeException e) {
      throw new MalformedBytesException("A collection cannot hold its parts.", e);
    }
  }

  /** Of a value that fits, so there are no nulls among them. */
  private static List<Object> partsOf(Object value) {
    List<Object> parts = new ArrayList<>();
    for (Object part : Container.partsOf(value)) {
      parts.add(Objects.requireNonNull(part, "a part"));
    }
    return parts;
  }
}
