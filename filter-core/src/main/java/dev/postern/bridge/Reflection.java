package dev.postern.bridge;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls public methods by name, through the public type that declares them. */
final class Reflection {

  private Reflection() {}

  /** The class, if this loader sees it. */
  static Optional<Class<?>> find(String name, ClassLoader loader) {
    try {
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError absent) {
      return Optional.empty();
    }
  }

  /**
   * Calls a method that gives an answer.
   *
   * @param target null for a static method
   * @throws ReflectiveOperationException if there is no such method, it answers null, or it throws
   *     a checked exception
   */
  static Object call(
      Class<?> type,
      @Nullable Object target,
      String method,
      Class<?>[] parameterTypes,
      Object... arguments)
      throws ReflectiveOperationException {
    try {
      Object answer = type.getMethod(method, parameterTypes).invoke(target, arguments);
      if (answer == null) {
        throw new NoSuchMethodException(method + " answered null");
      }
      return answer;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw e;
    }
  }

  static Object call(Class<?> type, @Nullable Object target, String method)
      throws ReflectiveOperationException {
    return call(type, target, method, new Class<?>[0]);
  }
}
