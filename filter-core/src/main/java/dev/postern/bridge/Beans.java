package dev.postern.bridge;

import java.lang.annotation.Annotation;

/** The beans of the application, by way of {@code CDI.current()}. */
final class Beans {

  private static final Class<?>[] SELECT = {Class.class, Annotation[].class};

  private final Class<?> cdi;
  private final Class<?> instance;

  Beans(Class<?> cdi, Class<?> instance) {
    this.cdi = cdi;
    this.instance = instance;
  }

  /** Whether there is at least one bean of this type. */
  boolean has(Class<?> type) {
    try {
      return !(boolean) Reflection.call(instance, select(type), "isUnsatisfied");
    } catch (IllegalStateException noContainer) {
      // What CDI.current() throws where the API is present and CDI is not.
      return false;
    } catch (ReflectiveOperationException e) {
      throw unlike(e);
    }
  }

  /** The bean of this type. */
  Object get(Class<?> type) {
    try {
      return Reflection.call(instance, select(type), "get");
    } catch (ReflectiveOperationException e) {
      throw unlike(e);
    }
  }

  private Object select(Class<?> type) throws ReflectiveOperationException {
    Object current = Reflection.call(cdi, null, "current");
    return Reflection.call(instance, current, "select", SELECT, type, new Annotation[0]);
  }

  private static IllegalStateException unlike(ReflectiveOperationException e) {
    return new IllegalStateException("This CDI is not the one of Jakarta EE 10 or 11.", e);
  }
}
