package dev.postern.session.codec;

/** An enum constant: the name of its class, which must be allowed, and its own. Thread-safe. */
final class EnumForm {

  private final AllowedClasses allowed;
  private final ClassLoader application;

  EnumForm(AllowedClasses allowed, ClassLoader application) {
    this.allowed = allowed;
    this.application = application;
  }

  /**
   * Appends a constant.
   *
   * @throws IllegalArgumentException if its class is not allowed
   */
  void write(Enum<?> constant, ByteWriter out) {
    Class<?> type = constant.getDeclaringClass();
    allowed.require(type);
    out.text(type.getName());
    out.text(constant.name());
  }

  Object read(ByteReader in) throws MalformedBytesException, UnreadableValueException {
    String className = in.text();
    String name = in.text();
    try {
      // Not initialized before it is known to be allowed.
      Class<?> type = Class.forName(className, false, application);
      allowed.require(type);
      return constant(type, name);
    } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
      throw new UnreadableValueException(className, e);
    }
  }

  private static Object constant(Class<?> type, String name) {
    for (Object constant : type.isEnum() ? type.getEnumConstants() : new Object[0]) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("There is no such constant any more.");
  }
}
