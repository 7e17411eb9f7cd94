package dev.postern.session.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/**
 * Reads serialized objects under a filter of its own, merged with that of the JVM, which is left as
 * the server set it. Classes come from the application's loader and no other: the thread's loader
 * is somebody else's on threads of pools and stores. For one thread.
 */
final class FilteredInput extends ObjectInputStream {

  private final ClassLoader application;
  private final Names names;

  /** The classes a stream asked for; known also if the stream then failed. */
  static final class Names {
    private String first = "value";
    private boolean known;

    String first() {
      return first;
    }

    void add(String name) {
      if (!known) {
        first = name;
        known = true;
      }
    }
  }

  FilteredInput(InputStream in, ObjectInputFilter filter, ClassLoader application, Names names)
      throws IOException {
    super(in);
    this.application = application;
    this.names = names;
    setObjectInputFilter(
        ObjectInputFilter.merge(filter, ObjectInputFilter.Config.getSerialFilter()));
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    names.add(description.getName());
    return Class.forName(description.getName(), false, application);
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
    throw new InvalidClassException("Dynamic proxies are not read.");
  }
}
