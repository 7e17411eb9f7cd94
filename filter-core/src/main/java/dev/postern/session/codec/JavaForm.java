package dev.postern.session.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/**
 * Java serialization, for what has no form of our own. Both ways only classes that are allowed
 * pass. Thread-safe.
 */
final class JavaForm {

  private final AllowedClasses allowed;
  private final ClassLoader application;
  private final int maxBytes;

  JavaForm(AllowedClasses allowed, ClassLoader application, int maxBytes) {
    this.allowed = allowed;
    this.application = application;
    this.maxBytes = maxBytes;
  }

  /**
   * Appends a value.
   *
   * @throws IllegalArgumentException if a class in it is not allowed or not serializable
   */
  void write(Object value, ByteWriter out) {
    try (CheckedOutput stream = new CheckedOutput(out, allowed)) {
      stream.writeObject(value);
      stream.requireAllowed();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "A " + value.getClass().getName() + " cannot be serialized: " + e, e);
    }
  }

  Object read(byte[] bytes) throws UnreadableValueException {
    FilteredInput.Names names = new FilteredInput.Names();
    try (FilteredInput stream =
        new FilteredInput(
            new ByteArrayInputStream(bytes),
            new StreamLimits(allowed, maxBytes),
            application,
            names)) {
      Object value = stream.readObject();
      if (value == null) {
        throw new IOException("A value is null.");
      }
      return value;
    } catch (IOException
        | ClassNotFoundException
        | RuntimeException
        | LinkageError
        | StackOverflowError e) {
      // The last three come from the code of the class that is read.
      throw new UnreadableValueException(names.first(), e);
    }
  }

  /** Sees each class exactly once, superclasses included, as the reader will. */
  private static final class CheckedOutput extends ObjectOutputStream {
    private final AllowedClasses allowed;
    private Class<?> failure = Object.class;

    CheckedOutput(OutputStream out, AllowedClasses allowed) throws IOException {
      super(out);
      this.allowed = allowed;
    }

    /** A stream that fails writes why: nothing of that may hide the failure itself. */
    @Override
    protected void annotateClass(Class<?> type) {
      if (IOException.class.isAssignableFrom(type)) {
        failure = type;
      }
      if (failure == Object.class) {
        allowed.require(type);
      }
    }

    void requireAllowed() {
      allowed.require(failure);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
      throw new IllegalArgumentException("A session in a shared store holds no dynamic proxies.");
    }
  }
}
